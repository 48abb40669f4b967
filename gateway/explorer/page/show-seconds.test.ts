import { describe, expect, it } from '@jest/globals';
import { showSeconds } from './show-seconds.ts';

describe('seconds in the explorer', () => {
  it('are whole, and never more than have passed or are left', () => {
    expect([0.622, 3267.98, 57].map(showSeconds)).toEqual(['0', '3267', '57']);
  });

  it('are a dash where there are none', () => {
    expect([null, undefined].map(showSeconds)).toEqual(['–', '–']);
  });
});
