import { describe, expect, it } from '@jest/globals';
import { heldOut } from './held-out.ts';
import { randomisationTest } from './randomisation-test.ts';

describe('heldOut', () => {
  it('measures each fold with what is best on the others, however bad it is there', () => {
    const overfitted = { name: 'overfitted', bySet: { a: [1, 0, 1, 0] } };
    const steady = { name: 'steady', bySet: { a: [0.4, 0.4, 0.4, 0.4] } };

    const { chosen, bySet } = heldOut([overfitted, steady], 2);

    expect(chosen).toEqual(['steady', 'overfitted']);
    expect(bySet['a']?.byQuery).toEqual([0.4, 0, 0.4, 0]);
    expect(bySet['a']?.foldMeans).toEqual([0.4, 0]);
  });

  it('makes one choice for all sets, each set counting the same', () => {
    const one = { name: 'one', bySet: { large: [0.6, 0.6, 0.6, 0.6], small: [0, 0] } };
    const other = { name: 'other', bySet: { large: [0.5, 0.5, 0.5, 0.5], small: [0.2, 0.2] } };

    expect(heldOut([one, other], 2).chosen).toEqual(['other', 'other']);
  });
});

describe('randomisationTest', () => {
  it('is 1 for equals, small for a steady gain, large for chance', () => {
    const base = Array.from({ length: 40 }, (_, at) => at / 40);

    expect(randomisationTest(base, base)).toBe(1);
    expect(
      randomisationTest(
        base.map((value) => value + 0.1),
        base,
      ),
    ).toBeLessThan(0.001);
    expect(
      randomisationTest(
        base.map((value, at) => value + (at % 2 ? 0.1 : -0.09)),
        base,
      ),
    ).toBeGreaterThan(0.5);
  });
});
