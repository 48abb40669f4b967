import { describe, expect, it } from '@jest/globals';
import { WallClock } from './wall-clock.ts';

describe('WallClock', () => {
  it('is asked anew after a tenth of a millisecond of monotonic time, and not before', () => {
    const times = [1000, 2000, 3000];
    const clock = new WallClock(() => times.shift() ?? 0);

    const read = [5, 5.09, 5.2, 5.25, 7].map((monotonicMs) => clock.at(monotonicMs));

    expect(read).toEqual([1000, 1000, 2000, 2000, 3000]);
  });
});
