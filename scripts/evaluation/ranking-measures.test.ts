import { describe, expect, it } from '@jest/globals';
import { ndcg, recall } from './ranking-measures.ts';

const judgements = { a: 1, b: 1, c: 1 };

describe('ndcg', () => {
  it('is 1 when every relevant document comes first, in any order', () => {
    expect(ndcg(['c', 'a', 'b', 'x'], judgements, 10)).toBeCloseTo(1);
  });

  it('discounts by the logarithm of the rank', () => {
    expect(ndcg(['x', 'a'], { a: 1 }, 10)).toBeCloseTo(1 / Math.log2(3));
  });

  it('is 0 when nothing is relevant', () => {
    expect(ndcg(['x'], {}, 10)).toBe(0);
  });
});

describe('recall', () => {
  it('counts only what is within the depth', () => {
    expect(recall(['a', 'x', 'b', 'c'], judgements, 3)).toBeCloseTo(2 / 3);
  });
});
