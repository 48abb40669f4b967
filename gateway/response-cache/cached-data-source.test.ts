import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createCache } from '../../subgraphs/shared/cache/cache.ts';
import type { Cache } from '../../subgraphs/shared/cache/types.ts';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import type { SubgraphCall } from '../gateway-types.ts';
import type { SubgraphResponse } from '../subgraph-answer.ts';
import { readCacheableGraph } from './cacheable-graph.ts';
import { CachedDataSource } from './cached-data-source.ts';

const schema = buildSchema('type Query { me: String }');
const graph = readCacheableGraph(
  schema,
  `enum join__Graph { USERS @join__graph(name: "users", url: "") }
   type Query { me: String @join__directive(graphs: [USERS], name: "federation__cacheTag", args: { format: "me" }) }`,
);
const ENTITIES =
  'query($representations: [_Any!]!) { _entities(representations: $representations) { ... on User { name } } }';

let redis: PrivateRedis;
let cache: Cache;
let asked: SubgraphCall[];
let respond: (call: SubgraphCall) => SubgraphResponse;

beforeAll(async () => {
  redis = await startPrivateRedis();
  const kind = { ttlSeconds: 60, encoding: 'text' } as const;
  cache = createCache({
    redis: { host: '127.0.0.1', port: redis.port },
    service: 'gateway',
    kinds: { fetch: kind, entity: kind },
  });
  await cache.stats();
});
beforeEach(() => {
  asked = [];
});
afterAll(async () => {
  await cache.close();
  await redis.stop();
});

const open = (isPerUser: boolean) =>
  new CachedDataSource({
    name: 'users',
    cache,
    maxTtlSeconds: 60,
    isPerUser,
    graph: () => graph,
    source: {
      process: async (call) => {
        asked.push(call);
        return respond(call);
      },
    },
  });

/** As much of a call as a data source looks at. */
function callOf(query: string, userId: string, variables: object = {}): SubgraphCall {
  const call: unknown = {
    request: { query, variables },
    context: { userId, responseCache: { status: 'BYPASS' }, cacheTags: new Set() },
    incomingRequestContext: {
      request: { http: { headers: new Map() } },
      operation: { operation: 'query' },
      overallCachePolicy: { restrict: () => undefined },
    },
  };
  return call as SubgraphCall;
}

const hint = (scope: 'PUBLIC' | 'PRIVATE') => ({
  hint: { maxAge: 30, scope },
  cacheTags: [],
  entityCacheTags: [],
});

describe('a subgraph that answers each user differently', () => {
  beforeEach(() => {
    respond = ({ context }) => ({
      data: { me: 'userId' in context ? context['userId'] : null },
      caching: hint('PRIVATE'),
    });
  });

  it('is asked once by each user, and each is given his own', async () => {
    const source = open(true);

    const answers = [];
    for (const user of ['ann', 'bob', 'ann'])
      answers.push(await source.process(callOf('{ me }', user)));

    expect(answers.map(({ data }) => data?.['me'])).toEqual(['ann', 'bob', 'ann']);
    expect(asked).toHaveLength(2);
  });

  it('is asked each time by who is nobody in particular', async () => {
    const source = open(true);

    for (const _ of [1, 2]) await source.process(callOf('{ me }', '(anonymous)'));

    expect(asked).toHaveLength(2);
  });

  it('is never kept for everybody, should it answer so to a gateway that does not tell the user', async () => {
    const source = open(false);

    for (const user of ['cid', 'dee']) await source.process(callOf('{ me }', user));

    expect(asked).toHaveLength(2);
  });
});

describe('entities whose subgraph tells their tags apart', () => {
  const read = (ids: readonly string[]) => {
    const representations = ids.map((id) => ({ __typename: 'User', id }));
    return open(false).process(callOf(ENTITIES, 'ann', { representations }));
  };
  const idsOf = (call: SubgraphCall | undefined): string[] =>
    call?.request.variables?.['representations'].map(({ id }: { id: string }) => id);

  beforeEach(() => {
    respond = (call) => ({
      data: { _entities: idsOf(call).map((id) => (id === 'x' ? null : { name: id })) },
      ...(idsOf(call).includes('x') && {
        errors: [{ message: 'm', path: ['_entities', idsOf(call).indexOf('x'), 'name'] }],
      }),
      caching: { ...hint('PUBLIC'), entityCacheTags: idsOf(call).map((id) => [`user-${id}`]) },
    });
  });

  it('go one by one', async () => {
    await read(['1', '2', '3']);
    await cache.invalidate({ tags: ['user-2'] });

    const { data } = await read(['3', '2', '1']);

    expect(data?.['_entities']).toEqual([{ name: '3' }, { name: '2' }, { name: '1' }]);
    expect(idsOf(asked.at(-1))).toEqual(['2']);
  });

  it('are not kept with an error, which is told at its place', async () => {
    await read(['4']);

    const first = await read(['4', 'x', '5']);
    await read(['5']);

    expect(idsOf(asked[1])).toEqual(['x', '5']);
    expect(first.errors).toEqual([{ message: 'm', path: ['_entities', 1, 'name'] }]);
    expect(first.data?.['_entities']).toEqual([{ name: '4' }, null, { name: '5' }]);
    expect(idsOf(asked.at(-1))).toEqual(['5']);
  });
});
