import { describe, expect, it } from '@jest/globals';
import type { Candidate } from './chunk-index.ts';
import { turnTowards } from './relevance-feedback.ts';

const found = (...vectors: (readonly number[] | null)[]): Candidate[] =>
  vectors.map((vector, at) => ({
    rowId: String(at),
    address: at,
    fileHash: 'f',
    score: 1,
    direction: vector && Float32Array.from(vector),
  }));

const query = Float32Array.of(1, 0);

describe('turnTowards', () => {
  it('adds the mean direction of the first passages to that of the query', () => {
    const options = { passages: 2, weight: 0.75 };
    const [x = 0, y = 0] = turnTowards(query, found([0, 1], [0, 1], [-1, 0]), options);

    expect([x, y]).toEqual([expect.closeTo(0.8), expect.closeTo(0.6)]);
  });

  it('counts embedded passages only, and leaves the query as it is without any', () => {
    const one = turnTowards(query, found(null, [0, 1]), { passages: 2, weight: 1 });
    const none = turnTowards(query, found(null), { passages: 2, weight: 1 });
    const off = turnTowards(query, found([0, 1]), { passages: 0, weight: 1 });

    expect([...one]).toEqual([expect.closeTo(Math.SQRT1_2), expect.closeTo(Math.SQRT1_2)]);
    expect([none, off]).toEqual([query, query]);
  });

  it('is not turned to nothing by passages of opposite directions', () => {
    const turned = turnTowards(query, found([0, 1], [0, -1]), { passages: 2, weight: 1 });

    expect([...turned]).toEqual([1, 0]);
  });
});
