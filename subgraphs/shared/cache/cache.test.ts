import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../testing/eventually.ts';
import { type PrivateRedis, startPrivateRedis } from '../testing/private-redis.ts';
import { createCache, withTags } from './cache.ts';
import { CacheFixture } from './testing/cache-fixture.ts';
import { gated, versions } from './testing/loads.ts';

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

describe('getOrLoad', () => {
  it('loads once, then answers from the cache, in this process and in another', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const source = versions();

    const reads = [
      await cache.getOrLoad(search, source.load),
      await cache.getOrLoad(search, source.load),
      await other.getOrLoad(search, source.load),
    ];

    expect(reads.map(({ status }) => status)).toEqual(['MISS', 'HIT', 'HIT']);
    expect(reads.map(({ value }) => value)).toEqual(['v1', 'v1', 'v1']);
  });

  it('answers with age, what is left of the TTL, and the tags of request and load', async () => {
    let now = Date.now();
    const cache = fixture.create({ now: () => now });
    const request = { ...search, tags: ['model'] };
    await cache.getOrLoad(request, () => withTags('value', ['file-1', 'model']));
    now += 60_000;

    const hit = await cache.getOrLoad(request, () => 'again');

    expect(hit).toMatchObject({ status: 'HIT', ageSeconds: 60, tags: ['model', 'file-1'] });
    expect(hit.ttlSeconds).toBeLessThanOrEqual(3540);
    expect(hit.ttlSeconds).toBeGreaterThanOrEqual(3600 * 0.9 - 60);
  });

  it('runs one load for a hundred readers', async () => {
    const cache = fixture.create();
    const source = versions();

    const reads = await Promise.all(
      Array.from({ length: 100 }, () => cache.getOrLoad(search, source.load)),
    );

    expect(source.count()).toBe(1);
    expect(new Set(reads.map(({ status }) => status))).toEqual(new Set(['MISS']));
    const stats = await cache.stats();
    expect(stats.kinds[0]).toMatchObject({ misses: 100, loads: 1, coalescedLoads: 99 });
  });

  it('rejects with the error of the load, keeps nothing of it and lets the next reader load at once', async () => {
    const cache = fixture.create();
    const failing = cache.getOrLoad(search, () => Promise.reject(new Error('no answer')));

    await expect(failing).rejects.toThrow('no answer');
    const next = await cache.getOrLoad(search, () => 'value');

    expect(next).toMatchObject({ status: 'MISS', value: 'value' });
  });

  it('rejects a kind that the cache does not have', async () => {
    await expect(fixture.create().getOrLoad({ kind: 'x', key: 1 }, () => 1)).rejects.toThrow(
      'it was asked for "x"',
    );
  });

  it('answers a MISS as the HIT after it: parsed and frozen', async () => {
    const cache = fixture.create();
    const loaded = { when: new Date(0), absent: undefined, list: [{ n: 1 }] };

    const miss = await cache.getOrLoad<unknown>(search, () => loaded);
    const hit = await cache.getOrLoad<unknown>(search, () => loaded);

    expect(miss.value).toEqual({ when: '1970-01-01T00:00:00.000Z', list: [{ n: 1 }] });
    expect(hit.value).toEqual(miss.value);
    expect(Object.isFrozen((hit.value as typeof loaded).list[0])).toBe(true);
    expect(Object.isFrozen(loaded)).toBe(false);
  });

  it('answers a value that cannot be serialised and does not keep it', async () => {
    const errors: string[] = [];
    const cache = fixture.create({ onError: (_, operation) => errors.push(operation) });

    const first = await cache.getOrLoad(search, () => ({ big: 1n }));
    const second = await cache.getOrLoad(search, () => ({ big: 2n }));

    expect([first.value, second.value]).toEqual([{ big: 1n }, { big: 2n }]);
    expect(errors).toEqual(['fill', 'fill']);
  });

  it('takes a plain value that looks like a tagged one for what it is', async () => {
    const cache = fixture.create();
    const lookalike = { value: 1, tags: ['a'], ttlSeconds: 0 };

    await cache.getOrLoad<unknown>(search, () => lookalike);
    const hit = await cache.getOrLoad<unknown>(search, () => 'again');

    expect(hit).toMatchObject({ status: 'HIT', value: lookalike, tags: [] });
  });

  it('answers but does not keep what its load says must not be kept', async () => {
    const cache = fixture.create();
    const source = versions();
    const load = () => withTags(source.load(), [], { ttlSeconds: 0 });

    const first = await cache.getOrLoad(search, load);
    const second = await cache.getOrLoad(search, load);

    expect(first).toMatchObject({ status: 'MISS', value: 'v1', ttlSeconds: 0 });
    expect(second).toMatchObject({ status: 'MISS', value: 'v2' });
  });

  it('does not serve an entry that lacks a tag which its reader counts on', async () => {
    const cache = fixture.create();
    const source = versions();
    await cache.getOrLoad(search, source.load);

    const tagged = await cache.getOrLoad({ ...search, tags: ['file-1'] }, source.load);

    expect(tagged).toMatchObject({ status: 'MISS', value: 'v2' });
  });

  it('keeps a load that outlasts its lease', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const slow = gated('slow');
    const first = cache.getOrLoad(search, slow.load);
    await slow.begun();
    const name = (await client.keys(`{${fixture.service}:search:*}:lease`))[0] ?? '';
    await client.pexpire(name, 1200);
    const waiting = other.getOrLoad(search, () => 'second load');
    await eventually(
      () => client.pttl(name),
      (left) => left > 2000,
    );

    slow.open();

    expect((await first).value).toBe('slow');
    expect(await waiting).toMatchObject({ status: 'HIT', value: 'slow' });
  });
});

describe('createCache', () => {
  it('leaves a client that it was given to its owner', async () => {
    const own = new Redis(redis.url());
    const cache = createCache({
      redis: own,
      service: fixture.service,
      kinds: { a: { ttlSeconds: 9 } },
    });
    await cache.getOrLoad({ kind: 'a', key: 1 }, () => 1);

    await cache.close();

    expect(await own.ping()).toBe('PONG');
    own.disconnect();
  });

  it('connects by URL', async () => {
    const cache = fixture.create({ redis: { url: redis.url(3) } });
    await cache.getOrLoad(search, () => 1);

    expect((await cache.stats()).redis).toMatchObject({ database: 3 });
  });

  it.each([
    ['a service', { service: 'a b' }],
    ['a kind', { kinds: { 'a:b': { ttlSeconds: 1 } } }],
    ['a key prefix', { redis: { keyPrefix: 'p:' } }],
  ])('refuses %s that cannot be part of a key', (_, options) => {
    const valid = { redis: { lazyConnect: true }, service: 's', kinds: {} };

    expect(() => createCache({ ...valid, ...options })).toThrow(TypeError);
  });

  it('goes on loading after it was closed', async () => {
    const cache = fixture.create();
    await cache.getOrLoad(search, () => 'before');
    await cache.close();

    expect(await cache.getOrLoad(search, () => 'after')).toMatchObject({ status: 'BYPASS' });
    await expect(cache.invalidate({ tags: ['a'] })).rejects.toThrow();
  });

  it('answers a load that was under way when it was closed, and reports no fault', async () => {
    const faults: unknown[] = [];
    const cache = fixture.create({ onError: (error) => faults.push(error) });
    const { load, open, begun } = gated('value');
    const read = cache.getOrLoad(search, load);
    await begun();

    await cache.close();
    open();

    expect(await read).toMatchObject({ value: 'value' });
    expect(faults).toEqual([]);
  });

  it('reads an entry that is not one as a miss, and says so', async () => {
    const errors: string[] = [];
    const cache = fixture.create({
      memoryMaxBytes: 0,
      onError: (_, operation) => errors.push(operation),
    });
    await cache.getOrLoad(search, () => 'value');
    const [key = ''] = await client.keys(`{${fixture.service}:search:*}`);
    await client.set(key, 'garbage');

    expect(await cache.getOrLoad(search, () => 'again')).toMatchObject({ status: 'MISS' });
    expect(errors).toContain('decode');
  });
});
