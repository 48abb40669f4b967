import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from '../testing/tiny-stack.ts';

const RESULT = '{ complete removedEntries results { service status removedEntries error } }';
const INVALIDATE = `mutation($input: InvalidateInput!) { invalidate(input: $input) ${RESULT} }`;
const CLEAR = `mutation($services: [CacheService!], $kinds: [String!]) {
  clearCache(services: $services, kinds: $kinds) ${RESULT} }`;

let stack: TinyStack;

beforeAll(async () => {
  stack = await startTinyStack();
});

beforeEach(() => {
  for (const subgraph of [stack.worker, stack.retrieval, stack.agents]) {
    subgraph.invalidations.length = 0;
  }
});

afterAll(() => stack.close());

const invalidate = (input: object) => stack.query(INVALIDATE, { input });

describe('invalidate', () => {
  it('tells every service, and sums up what went', async () => {
    const { data } = await invalidate({ fileHash: 'aa' });

    expect(stack.worker.invalidations).toEqual([{ tags: ['file-aa'] }]);
    expect(stack.retrieval.invalidations).toEqual([{ tags: ['file-aa'] }]);
    expect(stack.agents.invalidations).toEqual([{ tags: ['file-aa'] }]);
    expect(data.invalidate).toMatchObject({ complete: true, removedEntries: 6 });
    expect(data.invalidate.results.map((result: { service: string }) => result.service)).toEqual([
      'WORKER',
      'RETRIEVAL',
      'AGENTS',
      'GATEWAY',
    ]);
  });

  it('tells only the services that are named', async () => {
    const { data } = await invalidate({ searchPattern: 'redis*', services: ['RETRIEVAL'] });

    expect(stack.worker.invalidations).toEqual([]);
    expect(stack.retrieval.invalidations).toEqual([{ pattern: 'redis*' }]);
    expect(data.invalidate).toMatchObject({ complete: true, results: [{ service: 'RETRIEVAL' }] });
  });

  it.each([
    [{ fileHash: 'aa', model: 'm' }, /got fileHash and model/],
    [{ fileHash: 'aa', services: [] }, /`services` is empty/],
  ])('refuses %p before anything is dropped', async (input, message) => {
    const { errors } = await invalidate(input);

    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(stack.worker.invalidations).toEqual([]);
  });
});

describe('clearCache', () => {
  it('empties everything when nothing is named', async () => {
    const { data } = await stack.query(CLEAR);

    expect(data.clearCache).toMatchObject({ complete: true, removedEntries: 9 });
    expect(stack.agents.invalidations).toEqual([{}]);
  });

  it('asks for a kind only where there is one', async () => {
    const { data } = await stack.query(CLEAR, { kinds: ['search', 'response'] });

    expect(stack.retrieval.invalidations).toEqual([{ kinds: 'search' }]);
    expect(stack.worker.invalidations).toEqual([]);
    expect(data.clearCache.complete).toBe(true);
  });

  it('says which kinds there are when one is unknown', async () => {
    const { errors } = await stack.query(CLEAR, { kinds: ['serch'] });

    expect(errors?.[0]).toMatchObject({
      message:
        'No such kind here: serch. There are embedding, entity, fetch, response, search, session.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('with services that hang', () => {
  const hang = (isHung: boolean) => {
    for (const subgraph of [stack.worker, stack.retrieval, stack.agents]) subgraph.isHung = isHung;
  };

  afterAll(() => hang(false));

  it('waits once for all of them, and says that nothing was dropped there', async () => {
    hang(true);
    const began = performance.now();

    const { data } = await stack.query(CLEAR);

    // One after the other they would take 6 s.
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(data.clearCache).toMatchObject({ complete: false, removedEntries: 0 });
    expect(data.clearCache.results).toMatchObject([
      {
        service: 'WORKER',
        status: 'UNAVAILABLE',
        error: 'The worker service did not answer within 2000 ms.',
      },
      { service: 'RETRIEVAL', status: 'UNAVAILABLE' },
      { service: 'AGENTS', status: 'UNAVAILABLE' },
      { service: 'GATEWAY', status: 'DONE' },
    ]);
  });
});

describe('with one service away', () => {
  beforeAll(() => stack.retrieval.close());

  it('invalidates the others and names the one, without its address', async () => {
    const { data, text } = await invalidate({ model: 'm' });

    expect(data.invalidate.complete).toBe(false);
    expect(data.invalidate.results).toContainEqual({
      service: 'RETRIEVAL',
      status: 'UNAVAILABLE',
      removedEntries: 0,
      error: 'The retrieval service cannot be reached; is it running?',
    });
    expect(stack.agents.invalidations).toEqual([{ tags: ['model-m'] }]);
    expect(text).not.toContain(new URL(stack.retrieval.url).host);
  });

  it("does not call a kind unknown that may be the missing one's", async () => {
    const { data } = await stack.query(CLEAR, { kinds: ['context', 'session'] });

    expect(data.clearCache.results).toMatchObject([
      { service: 'WORKER', status: 'DONE' },
      { service: 'RETRIEVAL', status: 'UNAVAILABLE' },
      { service: 'AGENTS', status: 'DONE', removedEntries: 3 },
      { service: 'GATEWAY', status: 'DONE' },
    ]);
  });

  it('shows the statistics of the others', async () => {
    const { data, errors } = await stack.query(
      '{ cacheStats { worker { service } retrieval { service } agents { service } gateway { service connected kinds { kind } } } }',
    );

    expect(data.cacheStats).toEqual({
      worker: { service: 'WORKER' },
      retrieval: null,
      agents: { service: 'AGENTS' },
      gateway: {
        service: 'GATEWAY',
        connected: true,
        kinds: [{ kind: 'response' }, { kind: 'fetch' }, { kind: 'entity' }],
      },
    });
    expect(errors).toMatchObject([
      { extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'retrieval' } },
    ]);
  });
});

describe('with Redis away', () => {
  it("says that the gateway's own cache could not be invalidated", async () => {
    await stack.redis.kill('SIGKILL');

    const { data } = await invalidate({ tags: ['a'], services: ['GATEWAY', 'WORKER'] });

    expect(data.invalidate).toMatchObject({
      complete: false,
      results: [
        { service: 'WORKER', status: 'DONE' },
        { service: 'GATEWAY', status: 'UNAVAILABLE', error: expect.any(String) },
      ],
    });
  });
});
