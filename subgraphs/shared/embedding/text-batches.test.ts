import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toTextBatches } from './text-batches.ts';

const limits = { count: 3, characters: 10 };

describe('toTextBatches', () => {
  it('keeps every text, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 15 })), (texts) => {
        expect(toTextBatches(texts, limits).flat()).toEqual(texts);
      }),
    );
  });

  it('makes no call that is empty or beyond a limit, unless one text alone is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 15 })), (texts) => {
        for (const batch of toTextBatches(texts, limits)) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(limits.count);
          if (batch.length > 1)
            expect(batch.join('').length).toBeLessThanOrEqual(limits.characters);
        }
      }),
    );
  });

  it('fills each call as far as the limits allow', () => {
    expect(toTextBatches(['a', 'b', 'c', 'd', 'twelve chars', 'e'], limits)).toEqual([
      ['a', 'b', 'c'],
      ['d'],
      ['twelve chars'],
      ['e'],
    ]);
  });
});
