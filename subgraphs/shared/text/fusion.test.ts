import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fuse, type Scored } from './fusion.ts';

const candidate = (rowId: string, score: number): Scored => ({ rowId, score });

describe('fuse', () => {
  it('weighs words and meaning after bringing both to 0…1', () => {
    const words = [candidate('a', 8), candidate('b', 4)];
    const meaning = [candidate('b', 0.9), candidate('a', 0.5), candidate('c', 0.1)];

    const ranked = fuse(words, meaning, 0.2);

    expect(ranked.map(({ rowId }) => rowId)).toEqual(['a', 'b', 'c']);
    expect(ranked[0]).toMatchObject({ keywordScore: 1, semanticScore: 0.5 });
    expect(ranked[0]?.score).toBeCloseTo(0.8 + 0.2 * 0.5);
    expect(ranked[1]?.score).toBeCloseTo(0.8 * 0.5 + 0.2);
  });

  it('says null, and counts 0, for the side that does not know a chunk', () => {
    expect(fuse([candidate('a', 3)], [], 0.2)).toEqual([
      { rowId: 'a', score: 0.8, keywordScore: 1, semanticScore: null },
    ]);
  });

  it('orders equals by row id', () => {
    const ranked = fuse([candidate('b', 1), candidate('a', 1)], [], 0);

    expect(ranked.map(({ rowId }) => rowId)).toEqual(['a', 'b']);
  });

  it('keeps every score within 0…1, whatever the sides say', () => {
    const candidates = fc
      .uniqueArray(fc.tuple(fc.string(), fc.double({ min: -1, max: 50, noNaN: true })), {
        selector: ([id]) => id,
      })
      .map((pairs) => pairs.map(([id, score]) => candidate(id, score)));
    const words = candidates.map((all) => all.filter(({ score }) => score > 0));
    const weight = fc.double({ min: 0, max: 1, noNaN: true });

    fc.assert(
      fc.property(words, candidates, weight, (keyword, semantic, alpha) => {
        for (const { score } of fuse(keyword, semantic, alpha)) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
