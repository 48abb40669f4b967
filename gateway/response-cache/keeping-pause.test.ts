import { expect, it } from '@jest/globals';
import { KeepingPause } from './keeping-pause.ts';

it('A pause in keeping begins when it is told to, and ends by itself after ten seconds', () => {
  let now = 5;
  const pause = new KeepingPause(() => now);
  const atFirst = pause.isOn;

  pause.begin();
  const began = pause.isOn;
  now += 10_000;

  expect([atFirst, began, pause.isOn]).toEqual([false, true, false]);
});
