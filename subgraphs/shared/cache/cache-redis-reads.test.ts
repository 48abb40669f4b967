import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../testing/eventually.ts';
import { type PrivateRedis, startPrivateRedis } from '../testing/private-redis.ts';
import { type Cache, withTags } from './cache.ts';
import { CacheFixture, untilMemoryServes } from './testing/cache-fixture.ts';
import { gated, versions } from './testing/loads.ts';

const HITS = Array.from({ length: 20 }, (_, at) => ({ kind: 'search', key: `key ${at}` }));

let redis: PrivateRedis;
let client: Redis;
let fixture: CacheFixture;

beforeAll(async () => {
  redis = await startPrivateRedis();
  client = new Redis(redis.url());
});
beforeEach(() => {
  fixture = new CacheFixture(redis);
});
afterEach(() => fixture.closeAll());
afterAll(async () => {
  client.disconnect();
  await redis.stop();
});

/** A process without a memory level, beside one whose heartbeat was heard. */
async function openRedisOnly(): Promise<Cache> {
  const [neighbour, cache] = [fixture.create(), fixture.create({ memoryMaxBytes: 0 })];
  await untilMemoryServes(neighbour);
  return cache;
}

/** What the commands of an action cost the server. */
async function costOf(action: () => Promise<unknown>): Promise<{ mgets: number; keys: number }> {
  await client.config('RESETSTAT');
  await action();
  const text = await client.info('all');
  const read = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0);
  const keys = read(/keyspace_hits:(\d+)/) + read(/keyspace_misses:(\d+)/);
  return { mgets: read(/cmdstat_mget:calls=(\d+)/), keys };
}

/** Until the cache surely hears of every invalidation: then a hit is a key and nothing more. */
async function untilStampsAreKnown(cache: Cache, request: { kind: string; key: string }) {
  await eventually(
    () => costOf(() => cache.getOrLoad(request, () => 'value')),
    ({ keys }) => keys === 1,
  );
}

describe('hits in Redis', () => {
  it('are one key of one command each, for all that is asked in one turn', async () => {
    const cache = await openRedisOnly();
    await cache.getOrLoadMany(HITS, async (missing) => missing.map((_, at) => withTags(at, ['t'])));
    await untilStampsAreKnown(cache, { kind: 'search', key: 'key 0' });

    // On a busy machine a lease may run out meanwhile, and its stamps are read anew.
    const oneCommand = ({ mgets, keys }: { mgets: number; keys: number }) =>
      mgets === 1 && keys === HITS.length;
    const each = () => HITS.map((request) => cache.getOrLoad(request, () => 'again'));
    await eventually(() => costOf(() => Promise.all(each())), oneCommand);
    await eventually(() => costOf(() => cache.getOrLoadMany(HITS, async () => [])), oneCommand);
  });

  it('are judged by a stamp that another process changed', async () => {
    const cache = await openRedisOnly();
    const other = fixture.create();
    const { load } = versions();
    const request = { kind: 'search', key: 'k' };
    const tagged = () => withTags(load(), ['late']);
    await cache.getOrLoad(request, tagged);
    await untilStampsAreKnown(cache, request);
    await other.invalidate({ tags: ['late'] });

    const read = await cache.getOrLoad(request, tagged);

    expect(read).toMatchObject({ status: 'MISS', value: 'v2' });
    expect(await cache.getOrLoad(request, tagged)).toMatchObject({ status: 'HIT', value: 'v2' });
  });

  it('are judged by a stamp that changed unheard', async () => {
    const cache = await openRedisOnly();
    const other = fixture.create();
    const { load } = versions();
    const request = { kind: 'search', key: 'k', tags: ['t'] };
    await cache.getOrLoad(request, load);
    await untilStampsAreKnown(cache, request);
    await client.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await other.invalidate({ tags: ['t'] });

    expect(await cache.getOrLoad(request, load)).toMatchObject({ value: 'v2' });
  });
});

describe('a load that another process waits for', () => {
  it('leaves nothing of its bookkeeping behind', async () => {
    const [holder, waiter] = [fixture.create(), fixture.create()];
    const request = { kind: 'search', key: 'slow' };
    const { load, begun, open } = gated('value');
    const loading = holder.getOrLoad(request, load);
    await begun();
    const waiting = waiter.getOrLoad(request, () => 'loaded twice');
    const ofLoads = async () => (await client.keys(`{${fixture.service}:search:*}:*`)).sort();
    const during = await eventually(ofLoads, (names) => names.length === 2);

    open();
    const reads = await Promise.all([loading, waiting]);

    expect(reads.map(({ value, status }) => [value, status])).toEqual([
      ['value', 'MISS'],
      ['value', 'HIT'],
    ]);
    expect(during.map((name) => name.replace(/.*}:/, ''))).toEqual(['lease', 'waiters']);
    await eventually(ofLoads, (names) => names.length === 0);
  });
});
