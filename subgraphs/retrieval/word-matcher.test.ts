import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matcherOf } from './word-matcher.ts';

const word = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'abcABC1é港') });

describe('a matcher of words', () => {
  it('gives the stem of each of its spellings, and of nothing else', () => {
    fc.assert(
      fc.property(fc.array(word), fc.array(word), (spellings, others) => {
        const { match } = matcherOf(spellings.map((spelling) => [spelling, `stem of ${spelling}`]));

        for (const each of [...spellings, ...others])
          expect(match(each)).toBe(spellings.includes(each) ? `stem of ${each}` : null);
      }),
    );
  });

  it('never says of a word that matches that it cannot', () => {
    fc.assert(
      fc.property(fc.array(word), (spellings) => {
        const { mayMatch } = matcherOf(spellings.map((spelling) => [spelling, spelling]));

        for (const each of spellings) expect(mayMatch(each.charCodeAt(0), each.length)).toBe(true);
      }),
    );
  });

  it('says so of most of the others', () => {
    const { mayMatch } = matcherOf([['lantern', 'lantern']]);

    expect(mayMatch('l'.charCodeAt(0), 4)).toBe(false);
    expect(mayMatch('m'.charCodeAt(0), 7)).toBe(false);
  });
});
