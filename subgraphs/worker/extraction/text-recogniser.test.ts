import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { TextRecogniser } from './text-recogniser.ts';

describe('a recogniser whose time is up', () => {
  it('reads nothing, and is closed without waiting for its worker to start', async () => {
    const recogniser = new TextRecogniser(0);

    const text = await recogniser.read(Buffer.from('never looked at'));
    const first = await Promise.race([
      recogniser.close().then(() => 'closed'),
      nextTurn('still starting'),
    ]);

    expect([text, first]).toEqual([undefined, 'closed']);
  });
});
