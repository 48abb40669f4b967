import { describe, expect, it } from '@jest/globals';
import { readSubgraphAnswer } from './subgraph-answer.ts';

const read = (body: unknown) => readSubgraphAnswer(200, undefined, JSON.stringify(body));

describe('readSubgraphAnswer', () => {
  it('takes data and errors, and the cache tags apart', () => {
    const answer = read({
      data: { a: 1 },
      errors: [{ message: 'm', path: ['a', 0], locations: [], extensions: { code: 'X' } }],
      extensions: { apolloCacheTags: ['t'], apolloEntityCacheTags: [['e']], other: 1 },
    });

    expect(answer).toEqual({
      result: {
        data: { a: 1 },
        errors: [{ message: 'm', path: ['a', 0], extensions: { code: 'X' } }],
      },
      cacheControl: undefined,
      cacheTags: ['t'],
      entityCacheTags: [['e']],
    });
  });

  it.each([{ data: null, errors: [{}] }, { data: {} }, { data: {}, extensions: 'no object' }])(
    'takes %p as far as it goes',
    (body) => {
      expect(read(body).cacheTags).toEqual([]);
    },
  );

  it.each(['<html>502 Bad Gateway</html>', '{}', 'null', '{"title":"NOT_FOUND","status":404}'])(
    'refuses what is no GraphQL answer: %s',
    (body) => {
      expect(() => readSubgraphAnswer(502, undefined, body)).toThrow();
    },
  );
});
