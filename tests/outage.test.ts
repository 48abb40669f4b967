import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../subgraphs/shared/testing/eventually.ts';
import {
  startTraceCollector,
  type TraceCollector,
} from '../subgraphs/shared/testing/trace-collector.ts';
import { House, services } from './house/house.ts';
import { pathTo } from './house/trace-tree.ts';

const SEARCH = `query($query: String!) { search(query: $query, first: 3) {
  hits { text file { name } } cache { status } } }`;
const STATS = `{ cacheStats {
  worker { connected error } retrieval { connected } agents { connected } gateway { connected } } }`;
const INVALIDATE = `mutation { invalidate(input: { searchPattern: "*" }) {
  complete results { service status error } } }`;

let collector: TraceCollector;
let house: House;

beforeAll(async () => {
  collector = await startTraceCollector();
  house = await House.prepare({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  await house.start();
  await house.ingest('tide.txt', 'The tide turns twice a day in the harbour.');
}, 120_000);

afterAll(async () => {
  await house.close();
  await collector.close();
});

describe('what its operators see of a stack that is whole', () => {
  it('shows one search as one trace, from the gateway to the Redis of retrieval, and nothing of what was asked', async () => {
    const query = `query Watched($query: String!) { search(query: $query) { hits { text } } }`;
    await house.query(query, { query: 'harbour-canary' }, { 'x-user-id': 'ada-canary' });

    const path = await eventually(
      () => pathTo(collector.spans, 'query Watched', 'multimodal-retrieval', 'redis MGET'),
      (found) => found.length > 0,
    );

    // The library's own spans (gateway.…) lie between ours, where it executes.
    const own = path.filter(({ name }) => !name.startsWith('gateway.'));
    expect(
      own.map(({ service, name }) => `${service.slice('multimodal-'.length)}: ${name}`),
    ).toEqual([
      'gateway: POST /graphql',
      'gateway: query Watched',
      'gateway: cache response',
      'gateway: cache fetch',
      'gateway: subgraph retrieval',
      'retrieval: POST /graphql',
      'retrieval: cache search',
      'retrieval: redis MGET',
    ]);
    expect(own[6]?.attributes).toEqual({ 'cache.kind': 'search', 'cache.status': 'MISS' });
    expect(collector.bodies.join()).not.toContain('canary');
    const traceId = path[0]?.traceId;
    const stepsOfSearch = collector.spans.filter(
      ({ parentSpanId, name }) => parentSpanId === own[6]?.spanId && !name.startsWith('redis'),
    );
    expect(stepsOfSearch.map(({ name }) => name).sort()).toEqual([
      'embed query',
      'read passages',
      'search vectors',
      'search words',
    ]);
    expect(own[4]?.attributes).toMatchObject({ 'server.address': '127.0.0.1' });
    expect(house.processes.retrieval.log).toContainEqual(
      expect.objectContaining({ msg: 'request', path: '/graphql', traceId }),
    );
  });

  it('tells every number that the dashboard shows', async () => {
    const pages = services.map((service) => fetch(`${house.urls[service]}/metrics`));
    const texts = await Promise.all(pages.map(async (page) => (await page).text()));
    expect(texts.join('\n').split('\n')).toEqual(
      expect.arrayContaining([
        'multimodal_jobs{status="queued"} 0',
        'multimodal_job_attempts_total{outcome="completed"} 1',
        'multimodal_agent_runs_running 0',
      ]),
    );
    const told = new Set(
      [...texts.join('\n').matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_count`] : [name],
      ),
    );
    const dashboard = readFileSync(
      new URL('../observability/grafana-dashboard.json', import.meta.url),
      'utf8',
    );

    const shown = new Set(dashboard.match(/\b(multimodal|process|nodejs)_\w+/g));

    expect(shown.size).toBeGreaterThan(20);
    expect([...shown].filter((name) => !told.has(name))).toEqual([]);
  });
});

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
