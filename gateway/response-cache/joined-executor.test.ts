import { beforeEach, describe, expect, it } from '@jest/globals';
import { type DocumentNode, parse } from 'graphql';
import type { OperationRequest } from '../gateway-types.ts';
import { SubgraphTimes } from '../metrics/subgraph-times.ts';
import { Cancellation } from '../transport/cancellation.ts';
import { createJoinedExecutor } from './joined-executor.ts';

const document = parse('query($id: ID) { a(id: $id) }');

interface Asked {
  readonly document?: DocumentNode;
  readonly variables?: object;
  readonly userId?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly client?: Cancellation;
  readonly cacheReport?: object;
}

/** As much of a request as is looked at, with what is noted of it. */
function requestOf(asked: Asked = {}) {
  const restrictions: object[] = [];
  const cacheTags = new Set<string>();
  const [operation] = (asked.document ?? document).definitions;
  const request: unknown = {
    document: asked.document ?? document,
    operation,
    metrics: {},
    request: {
      variables: asked.variables ?? { id: 1 },
      http: { headers: new Map(Object.entries(asked.headers ?? {})) },
    },
    overallCachePolicy: {
      restrict: (hint: object) => restrictions.push(hint),
      policyIfCacheable: () => ({ maxAge: 30, scope: 'PUBLIC' }),
    },
    context: {
      responseCache: { status: 'BYPASS' },
      userId: asked.userId ?? 'ann',
      client: asked.client ?? new Cancellation(),
      cacheReport: asked.cacheReport,
      cacheTags,
      subgraphTimes: new SubgraphTimes(),
    },
  };
  return { request: request as OperationRequest, restrictions, cacheTags };
}

let executed: OperationRequest[];
const execute = createJoinedExecutor(async (request) => {
  executed.push(request);
  (request.context as { cacheTags: Set<string> }).cacheTags.add('file-aa');
  return { data: { a: executed.length } };
});
const answers = (requests: readonly Asked[]) =>
  Promise.all(requests.map(async (asked) => (await execute(requestOf(asked).request)).data?.['a']));

beforeEach(() => {
  executed = [];
});

describe('equal queries of one turn of the event loop', () => {
  it('are executed once', async () => {
    expect(await answers([{}, {}, {}])).toEqual([1, 1, 1]);
  });

  it('are kept no longer than what was executed, and dropped with it', async () => {
    const [first, second] = [requestOf(), requestOf()];

    await Promise.all([execute(first.request), execute(second.request)]);

    expect(second.restrictions).toEqual([{ maxAge: 30, scope: 'PUBLIC' }]);
    expect([...second.cacheTags]).toEqual(['file-aa']);
  });

  it('are answered when the client of the first has gone', async () => {
    const client = new Cancellation();
    const first = execute(requestOf({ client }).request);
    const second = execute(requestOf().request);

    client.cancel();

    expect((await first).errors?.[0]?.extensions).toEqual({ code: 'CANCELLED' });
    expect((await second).data).toEqual({ a: 1 });
  });
});

describe('of two requests in one turn, each is executed', () => {
  it.each<[string, Asked]>([
    ['with other variables', { variables: { id: 2 } }],
    ['of another document', { document: parse('query($id: ID) { a(id: $id) }') }],
    ['of another user', { userId: 'bob' }],
    ['with a token', { headers: { authorization: 'Bearer x' } }],
    ['for a fresh answer', { headers: { 'cache-control': 'no-cache' } }],
    ['for the plan', { headers: { 'apollo-query-plan-experimental': '1' } }],
    ['for a report of where the answer came from', { cacheReport: {} }],
  ])('when one is %s', async (_, other) => {
    expect(await answers([{}, other])).toHaveLength(2);
    expect(executed).toHaveLength(2);
  });

  it('when they are mutations', async () => {
    const mutation = { document: parse('mutation { a }') };

    await answers([mutation, mutation]);

    expect(executed).toHaveLength(2);
  });
});
