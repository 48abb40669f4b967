import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from '../testing/tiny-stack.ts';

const KEY = 'a key of sixteen characters or more';
const QUERY = '{ search(query: "a") { hits { file { name } } } }';

let stack: TinyStack;

beforeAll(async () => {
  stack = await startTinyStack({ INVALIDATION_SHARED_KEY: KEY, CACHE_TAG_HEADER: 'Cache-Tag' });
});

afterAll(() => stack.close());

const post = (body: unknown, authorization = KEY) =>
  fetch(`${stack.url}/invalidation`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
  });

describe('POST /invalidation', () => {
  it.each([
    { kind: 'subgraph', subgraph: 'worker' },
    { kind: 'type', subgraph: 'worker', type: 'File' },
    { kind: 'cache_tag', subgraphs: ['worker'], cache_tag: 'file-aa' },
  ])('drops %p and says how many entries went', async (invalidation) => {
    await stack.query(QUERY);

    const response = await post([invalidation]);

    expect(response.status).toBe(202);
    expect((await response.json()).count).toBeGreaterThanOrEqual(2);
    expect((await stack.query(QUERY)).headers.get('x-cache')).toBe('MISS');
  });

  it('leaves the rest', async () => {
    await stack.query(QUERY);

    const response = await post([{ kind: 'type', subgraph: 'worker', type: 'Chunk' }]);

    expect(await response.json()).toEqual({ count: 0 });
    expect((await stack.query(QUERY)).headers.get('x-cache')).toBe('HIT');
  });

  it.each(['', `Bearer ${KEY}`, `${KEY}.`])('refuses the key %p', async (authorization) => {
    const response = await post([{ kind: 'subgraph', subgraph: 'worker' }], authorization);

    expect(response.status).toBe(401);
  });

  it.each([[], {}, [{ kind: 'subgraph' }], [{ kind: 'all' }]])('refuses %p', async (body) => {
    expect((await post(body)).status).toBe(400);
  });
});

describe('the header for caches in front of the gateway', () => {
  it('names what drops the answer, the coarsest first', async () => {
    await stack.query(QUERY);

    const { headers } = await stack.query(QUERY);

    expect(headers.get('cache-tag')?.split(',')).toEqual([
      'subgraph-retrieval',
      'subgraph-worker',
      'type-retrieval-Query',
      'type-worker-File',
      'file-aa',
      'file-bb',
      'search',
    ]);
  });

  it('can be read by pages that may call, as can what tells how old an answer is', async () => {
    const { headers } = await stack.query(
      QUERY,
      {},
      { origin: 'https://studio.apollographql.com' },
    );

    const exposed = headers.get('access-control-expose-headers')?.split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['age', 'etag', 'x-cache', 'Cache-Tag']));
  });
});
