import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../testing/eventually.ts';
import { type PrivateRedis, startPrivateRedis } from '../testing/private-redis.ts';
import { type Cache, CacheUnavailableError } from './cache.ts';
import { CacheFixture, untilMemoryServes } from './testing/cache-fixture.ts';
import { versions } from './testing/loads.ts';

let redis: PrivateRedis;
let fixture: CacheFixture;

beforeAll(async () => {
  redis = await startPrivateRedis();
});
beforeEach(() => {
  fixture = new CacheFixture(redis);
});
afterEach(async () => {
  await redis.kill('SIGCONT');
  await fixture.closeAll();
  await redis.restart();
});
afterAll(async () => {
  await redis.stop();
});

const request = { kind: 'search', key: 'redis cache', tags: ['file-1'] };

async function untilHit(cache: Cache): Promise<void> {
  await eventually(
    () => cache.getOrLoad({ kind: 'search', key: 'probe' }, () => 1),
    ({ status }) => status === 'HIT',
  );
}

describe('a Redis that was killed', () => {
  it('costs no read its answer, and hits return without a restart of the process', async () => {
    const cache = fixture.create();
    await cache.getOrLoad(request, () => 'before');
    await redis.kill('SIGKILL');

    const away = await cache.getOrLoad({ kind: 'search', key: 'other' }, () => 'loaded');
    const stats = await cache.stats();
    await redis.restart();
    await untilHit(cache);

    expect(away).toMatchObject({ value: 'loaded', status: 'BYPASS' });
    expect(stats).toMatchObject({ connected: false, redis: null });
    expect(stats.error).toMatch(/Redis is away/);
    expect((await cache.stats()).connected).toBe(true);
  });

  it('is no longer served for from memory once its invalidations cannot be heard', async () => {
    const cache = fixture.create();
    const source = versions();
    await untilMemoryServes(cache);
    await cache.getOrLoad(request, source.load);
    await redis.kill('SIGKILL');

    const read = await eventually(
      () => cache.getOrLoad(request, source.load),
      ({ status }) => status === 'BYPASS',
      3000,
    );

    expect(read.value).not.toBe('v1');
  });

  it('makes an invalidation an error, and it is done before an older entry is served', async () => {
    const persistent = await startPrivateRedis({
      args: ['--appendonly', 'yes', '--appendfsync', 'always'],
    });
    const own = new CacheFixture(persistent);
    const cache = own.create();
    const other = own.create();
    const source = versions();
    await cache.getOrLoad(request, source.load);
    await persistent.kill('SIGKILL');

    const attempt = cache.invalidate({ tags: ['file-1'] });
    await expect(attempt).rejects.toBeInstanceOf(CacheUnavailableError);
    await expect(attempt).rejects.toMatchObject({ code: 'CACHE_UNAVAILABLE' });
    await persistent.restart();
    await untilHit(cache);

    expect((await cache.getOrLoad(request, source.load)).value).toBe('v2');
    expect((await other.getOrLoad(request, source.load)).value).toBe('v2');
    await own.closeAll();
    await persistent.stop();
  });

  it('is found when it comes up after the process', async () => {
    await redis.kill('SIGKILL');
    const cache = fixture.create();

    const first = await cache.getOrLoad(request, () => 'value');
    await redis.restart();
    await untilHit(cache);

    expect(first.status).toBe('BYPASS');
    expect((await cache.getOrLoad(request, () => 'value')).status).toBe('MISS');
    expect((await cache.getOrLoad(request, () => 'value')).status).toBe('HIT');
  });

  it('loads a key once at a time while it is away, each load for the readers that came before it', async () => {
    await redis.kill('SIGKILL');
    const cache = fixture.create();
    await cache.getOrLoad(request, () => 'opens the breaker');
    const source = versions();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let running = 0;
    let mostRunning = 0;
    const load = async () => {
      mostRunning = Math.max(mostRunning, ++running);
      const value = source.load();
      await gate;
      running--;
      return value;
    };

    const early = Array.from({ length: 50 }, () => cache.getOrLoad(request, load));
    await eventually(source.count, (count) => count === 1);
    const late = Array.from({ length: 50 }, () => cache.getOrLoad(request, load));
    release();
    const values = (await Promise.all([...early, ...late])).map(({ value }) => value);

    expect(values).toEqual([...Array(50).fill('v1'), ...Array(50).fill('v2')]);
    expect(mostRunning).toBe(1);
  });

  it('forgets what an older state of the server would bring back', async () => {
    const persistent = await startPrivateRedis({ args: ['--appendonly', 'no'] });
    const own = new CacheFixture(persistent);
    const cache = own.create();
    const source = versions();
    await cache.invalidate({ tags: ['unrelated'] });
    await cache.getOrLoad(request, source.load);
    await saveSnapshot(persistent);
    await cache.invalidate({ tags: ['file-1'] });

    await persistent.kill('SIGKILL');
    await persistent.restart();
    await untilHit(cache);

    expect((await cache.getOrLoad(request, source.load)).value).toBe('v2');
    await own.closeAll();
    await persistent.stop();
  });
});

describe('a subscriber that was cut', () => {
  it('stops memory from answering until it listens again, and then nothing old is served', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const source = versions();
    await untilMemoryServes(cache);
    await cache.getOrLoad(request, source.load);
    const admin = new Redis(redis.url());
    await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await other.invalidate({ tags: ['file-1'] });

    const read = await cache.getOrLoad(request, source.load);
    await untilMemoryServes(cache);

    expect(read.value).toBe('v2');
    expect((await cache.getOrLoad(request, source.load)).value).toBe('v2');
    admin.disconnect();
  });
});

describe('a Redis that hangs', () => {
  it('costs at most the read timeout once, then next to nothing', async () => {
    const cache = fixture.create({ memoryMaxBytes: 0 });
    await cache.getOrLoad(request, () => 'before');
    await redis.kill('SIGSTOP');

    const started = performance.now();
    const first = await cache.getOrLoad(request, () => 'around');
    const firstMs = performance.now() - started;
    for (let read = 0; read < 20; read++) await cache.getOrLoad(request, () => 'around');
    const nextMs = (performance.now() - started - firstMs) / 20;

    expect(first).toMatchObject({ value: 'around', status: 'BYPASS' });
    expect(firstMs).toBeLessThan(400);
    expect(nextMs).toBeLessThan(10);
  });

  it('refuses an invalidation in bounded time and does it when it wakes', async () => {
    const cache = fixture.create();
    const other = fixture.create();
    const source = versions();
    await cache.getOrLoad(request, source.load);
    await redis.kill('SIGSTOP');

    await expect(cache.invalidate({ tags: ['file-1'] })).rejects.toThrow(/could not be done/);
    await redis.kill('SIGCONT');
    await untilHit(cache);

    expect((await cache.getOrLoad(request, source.load)).value).toBe('v2');
    expect((await other.getOrLoad(request, source.load)).value).toBe('v2');
  });

  it('serves what is stale within grace, labelled, when the load fails too', async () => {
    let now = Date.now();
    const cache = fixture.create({ now: () => now });
    const graced = { kind: 'graced', key: 'a' };
    await untilMemoryServes(cache);
    await cache.getOrLoad(graced, () => 'old');
    await redis.kill('SIGSTOP');
    now += 20_000;
    const fail = () => Promise.reject(new Error('the source is away too'));

    const stale = await cache.getOrLoad(graced, fail);
    now += 60_000;
    const tooOld = cache.getOrLoad(graced, fail);

    expect(stale).toMatchObject({ value: 'old', status: 'STALE', ageSeconds: 20, ttlSeconds: 0 });
    await expect(tooOld).rejects.toThrow('the source is away too');
  });
});

async function saveSnapshot(server: PrivateRedis): Promise<void> {
  const client = new Redis(server.url());
  await client.save();
  client.disconnect();
}

describe('a process that stalls while it starts', () => {
  it('does not take its own stall for an outage of Redis', async () => {
    const cache = fixture.create();
    const until = performance.now() + 400;
    while (performance.now() < until);

    const read = await cache.getOrLoad(request, () => 'loaded');

    expect(read.status).toBe('MISS');
  });
});
