import { describe, expect, it } from '@jest/globals';
import type { Candidate } from './chunk-index.ts';
import { turnTowards } from './relevance-feedback.ts';

const found = (...vectors: (readonly number[] | null)[]): Candidate[] =>
  vectors.map((vector, at) => ({
    rowId: String(at),
    fileHash: 'f',
    score: 1,
    vector: vector && Float32Array.from(vector),
  }));

const query = Float32Array.of(2, 0);

describe('turnTowards', () => {
  it('adds the mean direction of the first passages to that of the query', () => {
    const turned = turnTowards(query, found([0, 5], [0, 1], [-1, 0]), { passages: 2, weight: 0.5 });

    expect([...turned]).toEqual([1, 0.5]);
  });

  it('counts embedded passages only, and leaves the query as it is without any', () => {
    const one = turnTowards(query, found(null, [0, 1]), { passages: 2, weight: 1 });
    const none = turnTowards(query, found(null), { passages: 2, weight: 1 });
    const off = turnTowards(query, found([0, 1]), { passages: 0, weight: 1 });

    expect([...one]).toEqual([1, 1]);
    expect([none, off]).toEqual([query, query]);
  });

  it('is not turned to nothing by vectors of zeros', () => {
    expect([...turnTowards(query, found([0, 0]), { passages: 1, weight: 1 })]).toEqual([1, 0]);
  });
});
