import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../testing/eventually.ts';
import { type PrivateRedis, startPrivateRedis } from '../testing/private-redis.ts';
import { CacheFixture, untilMemoryServes } from './testing/cache-fixture.ts';

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

const search = { kind: 'search', key: { query: 'Redis  Cache', limit: 10 } };

describe('what a kind says', () => {
  it('remembers that there is nothing, but not for long', async () => {
    let now = Date.now();
    const cache = fixture.create({ now: () => now });
    const rare = { kind: 'rare', key: 'nothing' };
    await cache.getOrLoad(rare, () => undefined);

    const soon = await cache.getOrLoad<unknown>(rare, () => 'something');
    now += 5000;
    const later = await cache.getOrLoad<unknown>(rare, () => 'something');

    expect(soon).toMatchObject({ status: 'HIT', value: undefined });
    expect(later).toMatchObject({ status: 'MISS', value: 'something' });
  });

  it('stores vectors as four bytes each', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const vector = Array.from({ length: 512 }, (_, at) => Math.fround(at / 3));
    const request = { kind: 'embedding', key: 'text' };
    await cache.getOrLoad(request, () => vector);

    const read = await other.getOrLoad(request, () => [0]);

    const [key = ''] = await client.keys(`{${fixture.service}:embedding:*}`);
    expect(read).toMatchObject({ status: 'HIT', value: vector });
    expect(await client.strlen(key)).toBeLessThan(512 * 4 + 100);
  });

  it.each([
    ['short', 'é "quoted"\n'],
    ['long', 'x'.repeat(200_000)],
  ])('stores text as it is: %s', async (_, text) => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const request = { kind: 'page', key: { length: text.length } };
    await cache.getOrLoad(request, () => text);

    const read = await other.getOrLoad(request, () => '');
    const [key = ''] = await client.keys(`{${fixture.service}:page:*}`);

    expect(read).toMatchObject({ status: 'HIT', value: text });
    expect(await client.strlen(key)).toBeLessThan(10_000);
    await expect(cache.getOrLoad({ kind: 'page', key: 1 }, () => 5)).resolves.toMatchObject({
      ttlSeconds: 0,
    });
  });

  it('starts the TTL of a sliding kind anew with every hit', async () => {
    let now = Date.now();
    const [cache, other] = [fixture.create({ now: () => now }), fixture.create({ now: () => now })];
    const session = { kind: 'session', key: 'id' };
    await untilMemoryServes(cache);
    await cache.getOrLoad(session, () => 'session');
    const [key = ''] = await client.keys(`{${fixture.service}:session:*}`);
    await client.pexpire(key, 50_000);
    for (let read = 0; read < 5; read++) {
      now += 80_000;
      await cache.getOrLoad(session, () => 'expired');
    }
    await eventually(
      () => client.pttl(key),
      (left) => left > 90_000,
    );

    expect(await other.getOrLoad(session, () => 'expired')).toMatchObject({ value: 'session' });
  });

  it('reads the entries of another schema version as absent', async () => {
    const cache = fixture.create();
    const next = fixture.create({ kinds: { search: { ttlSeconds: 60, version: 2 } } });
    await cache.getOrLoad(search, () => 'old shape');

    expect((await next.getOrLoad(search, () => 'new shape')).value).toBe('new shape');
  });

  it('tells Redis now and then that an entry which memory serves is in use', async () => {
    let now = Date.now();
    const cache = fixture.create({ now: () => now });
    await untilMemoryServes(cache);
    await cache.getOrLoad(search, () => 'hot');
    const touches = async () =>
      Number(/cmdstat_touch:calls=(\d+)/.exec(await client.info('commandstats'))?.[1] ?? 0);
    const before = await touches();
    now += 31_000;
    await cache.getOrLoad(search, () => 'hot');

    await eventually(touches, (count) => count > before);
  });
});

describe('getOrLoadMany', () => {
  it('answers in order, loads only what is missing, and each key once', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const requests = [1, 2, 3, 2].map((key) => ({ kind: 'search', key }));
    await other.getOrLoad({ kind: 'search', key: 1 }, () => 'one');
    const asked: unknown[] = [];

    const reads = await cache.getOrLoadMany(requests, async (missing) => {
      asked.push(...missing.map(({ key }) => key));
      return missing.map(({ key }) => `loaded ${key}`);
    });

    expect(asked).toEqual([2, 3]);
    expect(reads.map(({ value }) => value)).toEqual(['one', 'loaded 2', 'loaded 3', 'loaded 2']);
    expect(reads.map(({ status }) => status)).toEqual(['HIT', 'MISS', 'MISS', 'MISS']);
  });

  it('reads its hits in one round trip', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const requests = Array.from({ length: 20 }, (_, key) => ({ kind: 'search', key, tags: ['t'] }));
    const load = async (missing: readonly unknown[]) => missing.map(() => 'value');
    await other.getOrLoadMany(requests, load);
    await untilMemoryServes(cache);
    const calls = async () =>
      Number(/cmdstat_mget:calls=(\d+)/.exec(await client.info('commandstats'))?.[1] ?? 0);
    const before = await calls();

    const reads = await cache.getOrLoadMany(requests, load);

    expect(reads.every(({ status }) => status === 'HIT')).toBe(true);
    expect(await calls()).toBe(before + 1);
  });

  it('rejects when the load answers another number of values than it was asked for', async () => {
    const requests = [1, 2].map((key) => ({ kind: 'search', key }));

    await expect(fixture.create().getOrLoadMany(requests, async () => ['one'])).rejects.toThrow(
      'asked for 2 values and answered 1',
    );
  });
});

describe('stats', () => {
  it('counts hits, misses, loads and entries per kind, and reads what Redis reports', async () => {
    const cache = fixture.create();
    await untilMemoryServes(cache);
    const before = (await cache.stats()).kinds.find(({ kind }) => kind === 'rare');
    await cache.getOrLoad({ kind: 'rare', key: 1 }, () => 'value');
    await cache.getOrLoad({ kind: 'rare', key: 1 }, () => 'value');

    const stats = await cache.stats();

    expect(before).toMatchObject({ entries: 0, loads: 0, hitRate: 0, loadMsP50: null });
    expect(stats.kinds.find(({ kind }) => kind === 'rare')).toMatchObject({
      entries: 1,
      entriesApproximate: false,
      memoryHits: 1,
      redisHits: 0,
      misses: 1,
      loads: 1,
      hitRate: 0.5,
    });
    expect(stats).toMatchObject({ connected: true, error: null, redis: { database: 0 } });
    expect(stats.redis?.keys).toBeGreaterThan(0);
  });
});
