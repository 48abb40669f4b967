import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor, readPage, toConnection } from './connection.ts';

describe('readPage', () => {
  it.each([-1, 101, 100_000, 1.5])('refuses a page of %p with what is allowed', (first) => {
    expect(() => readPage({ first })).toThrow(/between 0 and 100/);
  });

  it('refuses a cursor that was never given out', () => {
    expect(() => readPage({ after: 'not a cursor!' })).toThrow(/cursor/);
  });
});

describe('cursors', () => {
  it('come back as they went in', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (position) => {
        expect(decodeCursor(encodeCursor(position))).toBe(position);
      }),
    );
  });
});

describe('toConnection', () => {
  const positionOf = (row: { id: string }) => row.id;

  it('says that there is more when one row over the page was found', () => {
    const connection = toConnection(
      [{ id: 'a' }, { id: 'b' }],
      { first: 1, after: null },
      positionOf,
    );

    expect(connection.edges.map((edge) => edge.node.id)).toEqual(['a']);
    expect(connection.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: encodeCursor('a'),
      endCursor: encodeCursor('a'),
    });
  });

  it('gives an empty page for `first: 0`', () => {
    const connection = toConnection([{ id: 'a' }], { first: 0, after: null }, positionOf);

    expect(connection).toMatchObject({
      edges: [],
      pageInfo: { hasNextPage: true, endCursor: null },
    });
  });
});
