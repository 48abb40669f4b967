import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTinyStack, type TinyStack } from '../testing/tiny-stack.ts';
import { WARM_UP_TIMES } from '../warm-up.ts';

const TOKEN = 'a-token-of-sixteen-characters';
const SEARCH = '{ search(query: "a") { totalHits } }';

let stack: TinyStack;
let beforeClients: string;

beforeAll(async () => {
  stack = await startTinyStack({ INTERNAL_TOKEN: TOKEN });
  beforeClients = await scrape();
  await stack.query(SEARCH);
  await stack.query(SEARCH);
  await stack.query('{ job(id: "1") { id } }');
  await stack.query('{ nonsense }');
  await stack.worker.close();
  await stack.query('{ file(hash: "aa") { name } }');
});

afterAll(() => stack.close());

async function scrape(): Promise<string> {
  const response = await fetch(`${stack.url}/metrics`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return response.text();
}

describe('/metrics of the gateway', () => {
  it('is for whoever has the token', async () => {
    expect((await fetch(`${stack.url}/metrics`)).status).toBe(401);
  });

  it.each([
    [
      'requests by route, also those that were not parsed',
      'multimodal_http_request_duration_seconds_count{method="POST",route="/graphql",status="200"} 5',
    ],
    [
      'operations that were answered, by a subgraph and from the cache',
      'multimodal_graphql_operation_duration_seconds_count{type="query",outcome="ok"} 2',
    ],
    [
      'operations that lack something',
      'multimodal_graphql_operation_duration_seconds_count{type="query",outcome="partial"} 2',
    ],
    [
      'operations that were refused',
      'multimodal_graphql_operation_duration_seconds_count{type="unknown",outcome="failed"} 1',
    ],
    [
      'calls of a subgraph',
      'multimodal_subgraph_request_duration_seconds_count{subgraph="retrieval",outcome="ok"} 1',
    ],
    [
      'calls that gave errors',
      'multimodal_subgraph_request_duration_seconds_count{subgraph="worker",outcome="errors"} 1',
    ],
    [
      'calls of a subgraph that is away',
      'multimodal_subgraph_request_duration_seconds_count{subgraph="worker",outcome="unavailable"} 1',
    ],
    ['what the cache answered', 'multimodal_cache_hits_total{kind="response",level="memory"} 1'],
    ['what the cache holds', 'multimodal_cache_entries{kind="response"} 1'],
    ['that Redis answers', 'multimodal_cache_connected 1'],
    ['plans that were made', 'multimodal_query_plan_cache_misses_total 3'],
    ['plans that are kept', `multimodal_query_plan_cache_entries ${WARM_UP_TIMES + 3}`],
  ])('tells %s', async (_, line) => {
    expect((await scrape()).split('\n')).toContain(line);
  });

  it('tells of the plans of the warm-up, and counts none of its operations, before a client has asked', () => {
    expect(beforeClients.split('\n')).toEqual(
      expect.arrayContaining([
        `multimodal_query_plan_cache_entries ${WARM_UP_TIMES}`,
        'multimodal_query_plan_cache_misses_total 0',
      ]),
    );
  });

  it('tells how the process is', async () => {
    const text = await scrape();

    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
  });
});
