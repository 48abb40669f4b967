import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../testing/eventually.ts';
import { type PrivateRedis, startPrivateRedis } from '../testing/private-redis.ts';
import { type Cache, withTags } from './cache.ts';
import { CacheFixture, untilMemoryServes } from './testing/cache-fixture.ts';
import { gated, versions } from './testing/loads.ts';

const REQUEST = { kind: 'search', key: 'k', tags: ['t'] };

let redis: PrivateRedis;
let admin: Redis;
let fixture: CacheFixture;

beforeAll(async () => {
  redis = await startPrivateRedis();
});
beforeEach(() => {
  admin = new Redis(redis.url());
  admin.on('error', () => undefined);
  fixture = new CacheFixture(redis);
});
afterEach(async () => {
  await fixture.closeAll();
  admin.disconnect();
  await redis.restart();
});
afterAll(() => redis.stop());

/** A server with the state that it saved last, once the connections of one cache stand again that asks nothing of it. */
async function comeBackUnasked(): Promise<void> {
  await redis.kill('SIGKILL');
  await redis.restart();
  await eventually(
    async () =>
      String(await admin.client('LIST').catch(() => '')).split(`name=${fixture.service}-cache`),
    (parts) => parts.length === 3,
  );
}

describe('a server that came back from an older state', () => {
  it('is found out by a process that asked nothing of it meanwhile', async () => {
    const cache = fixture.create();
    const { load } = versions();
    await untilMemoryServes(cache);
    await cache.getOrLoad(REQUEST, load);
    await admin.save();
    await cache.invalidate({ tags: ['t'] });

    await comeBackUnasked();

    expect(await cache.getOrLoad(REQUEST, load)).toMatchObject({ value: 'v2' });
  });

  it('is found out although another process has invalidated something since', async () => {
    const cache = fixture.create();
    const { load } = versions();
    await untilMemoryServes(cache);
    await cache.getOrLoad(REQUEST, load);
    await admin.save();
    await cache.invalidate({ tags: ['t'] });
    await redis.kill('SIGKILL');
    await cache.getOrLoad({ kind: 'search', key: 'opens the breaker' }, load);
    await redis.restart();
    const fresh = fixture.create();
    const { value } = await eventually(
      async () => {
        await fresh.invalidate({ tags: ['unrelated'] });
        return cache.getOrLoad(REQUEST, () => 'new');
      },
      ({ status }) => status !== 'BYPASS',
    );

    expect(value).toBe('new');
  });
});

describe('readers that come one after another while Redis is away', () => {
  it('share the load after the one under way', async () => {
    await redis.kill('SIGKILL');
    const cache = fixture.create();
    await cache.getOrLoad(REQUEST, () => 'opens the breaker');
    const { load, open, begun } = gated('first');
    const source = versions();
    const early = cache.getOrLoad(REQUEST, load);
    await begun();
    const late: Promise<unknown>[] = [];
    for (let n = 0; n < 10; n++) {
      late.push(cache.getOrLoad(REQUEST, source.load));
      await setImmediate();
    }
    open();
    await Promise.all([early, ...late]);

    expect(source.count()).toBe(1);
  });
});

describe('a loadMany', () => {
  it('that leaves holes in its answer has loaded undefined there', async () => {
    const cache = fixture.create();
    const holes = await cache.getOrLoadMany([REQUEST, { kind: 'search', key: 'l' }], async () => {
      const values = new Array<string>(2);
      values[1] = 'second';
      return values;
    });
    expect(holes.map(({ value }) => value)).toEqual([undefined, 'second']);
  });
});

describe('a load that was invalidated while a later reader waits', () => {
  it('gives its lease back at once', async () => {
    const cache = fixture.create();
    await untilMemoryServes(cache);
    const slow = gated('old');
    const first = cache.getOrLoad(REQUEST, slow.load);
    await slow.begun();
    await cache.invalidate({ tags: ['unrelated'] });
    const second = cache.getOrLoad(REQUEST, () => 'new');
    await eventually(
      () => admin.keys('*:waiters'),
      (names) => names.length === 1,
    );
    await cache.invalidate({ tags: ['t'] });
    const third = cache.getOrLoad(REQUEST, () => 'newest');
    const answered = await Promise.all([second, third]);
    slow.open();

    expect(answered.map(({ status }) => status)).not.toContain('BYPASS');
    expect((await first).value).toBe('old');
  });
});

describe('a value with more tags than one step of Redis can take', () => {
  it('is answered, reported and kept nowhere', async () => {
    const errors: string[] = [];
    const cache = fixture.create({
      onError: (error, operation) => errors.push(`${operation}: ${error}`),
    });
    const tags = Array.from({ length: 20_000 }, (_, at) => `tag-${at}`);
    const source = versions();
    const load = () => withTags(source.load(), tags);
    await cache.getOrLoad(REQUEST, load);

    expect(await cache.getOrLoad(REQUEST, load)).toMatchObject({ value: 'v2', status: 'MISS' });
    expect(errors[0]).toMatch(/fill: .*up to 512 stamps; got 20002/);
  });
});

describe('removedEntries', () => {
  it('counts no entry twice that a large tag and a small one carry', async () => {
    const cache = fixture.create();
    const requests = Array.from({ length: 300 }, (_, at) => ({ kind: 'search', key: `${at}` }));
    await cache.getOrLoadMany(requests, async (missing) =>
      missing.map((_, at) => withTags(at, at < 100 ? ['small', 'big'] : ['big'])),
    );
    const { removedEntries } = await cache.invalidate({ tags: ['small', 'big'] });
    expect(removedEntries).toBe(300);
  });
});

describe('a message on the channel that is none of ours', () => {
  it('is reported and ends nothing', async () => {
    const errors: string[] = [];
    const cache: Cache = fixture.create({ onError: (_, operation) => errors.push(operation) });
    await untilMemoryServes(cache);
    await admin.publish(`{${fixture.service}:@invalidations}:0`, 'hello');
    await eventually(
      () => errors,
      (told) => told.includes('invalidation channel'),
    );
    await untilMemoryServes(cache);
  });
});
