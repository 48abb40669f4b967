import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../subgraphs/shared/testing/eventually.ts';
import { House } from './house/house.ts';

const SEARCH = `query($query: String!) { search(query: $query, first: 3) {
  hits { text file { name } } cache { status } } }`;
const STATS = `{ cacheStats {
  worker { connected error } retrieval { connected } agents { connected } gateway { connected } } }`;
const INVALIDATE = `mutation { invalidate(input: { searchPattern: "*" }) {
  complete results { service status error } } }`;

let house: House;

beforeAll(async () => {
  house = await House.open();
  await house.ingest('tide.txt', 'The tide turns twice a day in the harbour.');
}, 120_000);

afterAll(() => house.close());

describe('with one service stopped', () => {
  it('answers the search from the index and leaves out only what the worker knows', async () => {
    await house.processes.worker.stop();

    const { data, errors } = await house.query(SEARCH, { query: 'when does the tide turn' });

    expect(data.search.hits[0]).toMatchObject({
      text: expect.stringContaining('tide turns'),
      file: null,
    });
    expect(errors?.[0]?.extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
    expect(JSON.stringify(errors)).not.toContain('127.0.0.1');
  });

  it('still invalidates the others, and says which one it could not reach', async () => {
    const { data } = await house.query(INVALIDATE);

    expect(data.invalidate.complete).toBe(false);
    expect(data.invalidate.results).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          service: 'WORKER',
          status: 'UNAVAILABLE',
          error: expect.any(String),
        }),
        expect.objectContaining({ service: 'RETRIEVAL', status: 'DONE' }),
        expect.objectContaining({ service: 'AGENTS', status: 'DONE' }),
      ]),
    );
  });

  it('shows the statistics of the others', async () => {
    const { data } = await house.query(STATS);

    expect(data.cacheStats).toMatchObject({ worker: null, retrieval: { connected: true } });
    await house.processes.worker.start();
  });
});

describe('with Redis killed', () => {
  it('goes on answering, says so in the statistics, and refuses to pretend an invalidation', async () => {
    await house.query(SEARCH, { query: 'harbour tide' });
    await house.redis.kill('SIGKILL');

    const search = await house.query(SEARCH, { query: 'a tide nobody asked about' });
    const stats = await house.query(STATS);
    const invalidation = await house.query(INVALIDATE);

    expect(search.data.search.hits[0].text).toContain('tide');
    expect(['BYPASS', 'MISS']).toContain(search.data.search.cache.status);
    expect(stats.data.cacheStats.worker).toMatchObject({
      connected: false,
      error: expect.any(String),
    });
    expect(invalidation.data.invalidate.complete).toBe(false);
    for (const { status } of invalidation.data.invalidate.results)
      expect(status).toBe('UNAVAILABLE');
  });

  it('serves from the cache again when Redis is back, without a restart', async () => {
    await house.redis.restart();

    const { data } = await eventually(
      () => house.query(SEARCH, { query: 'harbour tide' }),
      (answer) => answer.data?.search.cache.status === 'HIT',
    );

    expect(data.search.hits[0].text).toContain('tide');
  });
});
