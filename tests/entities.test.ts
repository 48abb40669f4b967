import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../subgraphs/shared/testing/eventually.ts';
import { House } from './house/house.ts';
import { graphQLCalls } from './house/requests.ts';

const FEDERATED = `query($query: String!) { search(query: $query, first: 10) {
  hits { chunk { text file { name } } file { name similar(first: 3) { score } } } } }`;

let house: House;

beforeAll(async () => {
  house = await House.open();
  for (let number = 1; number <= 10; number += 1) {
    await house.ingest(
      `lantern-${number}.txt`,
      `Lantern number ${number} lights the harbour wall at night.`,
    );
  }
}, 180_000);

afterAll(() => house.close());

/** Calls that Redis has answered so far, by command. */
async function readCommands(): Promise<Record<string, number>> {
  const client = new Redis({ port: house.redis.port, protocol: 2 });
  const text = await client.info('commandstats');
  await client.quit();
  const calls = [...text.matchAll(/cmdstat_(\w+):calls=(\d+)/g)].map(([, name, count]) => [
    name,
    Number(count),
  ]);
  return Object.fromEntries(calls);
}

/** What the worker asked its store about files and chunks; its queue and outbox have work of their own. */
const storeQueries = (since: number) =>
  house.processes.worker.log
    .slice(since)
    .filter(
      (line) =>
        line.msg === 'store query' && /^select .* from "(file|chunk)s?"/.test(String(line['sql'])),
    );

describe('ten hits across two services', () => {
  it('costs one call to retrieval, two to the worker, and one store query for each kind of entity', async () => {
    await house.query(FEDERATED, { query: 'harbour lantern' }, { 'x-request-id': 'warm' });
    const logged = house.processes.worker.log.length;

    const { data, errors } = await house.query(
      FEDERATED,
      { query: 'harbour lantern wall' },
      // Whatever the gateway keeps of chunks and files is not asked for.
      { 'x-request-id': 'ten', 'cache-control': 'no-cache' },
    );

    expect(errors).toBeUndefined();
    expect(data.search.hits).toHaveLength(10);
    for (const { chunk, file } of data.search.hits) {
      expect(chunk.file.name).toBe(file.name);
      expect(file.similar.length).toBeGreaterThan(0);
    }
    const calls = await eventually(
      async () => graphQLCalls(house, 'ten'),
      ({ gateway }) => gateway > 0,
    );
    expect(calls).toEqual({ gateway: 1, retrieval: 1, worker: 2, agents: 0 });
    expect(storeQueries(logged)).toHaveLength(3);
  });

  it('reads the cached search and all ten neighbour lists in at most four round trips to Redis', async () => {
    const query = { query: 'harbour lantern night' };
    await house.query(FEDERATED, query);
    const before = await readCommands();

    await house.query(`${FEDERATED} # not the same text: the gateway must ask`, query);

    const after = await readCommands();
    // Scripts are left out: the heartbeats of four services are scripts.
    const spent = ['get', 'mget'].map((name) => (after[name] ?? 0) - (before[name] ?? 0));
    expect(spent.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(4);
  });
});
