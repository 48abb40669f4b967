import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../testing/eventually.ts';
import { type PrivateRedis, startPrivateRedis } from '../testing/private-redis.ts';
import { withTags } from './cache.ts';
import { CacheFixture, untilMemoryServes } from './testing/cache-fixture.ts';
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

describe('find', () => {
  it('answers what is kept, from memory at once, and nothing that was invalidated', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    await untilMemoryServes(cache);
    const before = await cache.find(search);
    await cache.getOrLoad(search, () => withTags('kept', ['file-1']));

    const inMemory = cache.find(search);
    const inRedis = await other.find(search);
    await other.invalidate({ tags: ['file-1'] });

    expect(before).toBeUndefined();
    expect(inMemory).toMatchObject({ status: 'HIT', value: 'kept', tags: ['file-1'] });
    expect(inRedis).toMatchObject({ status: 'HIT', value: 'kept', tags: ['file-1'] });
    expect(await cache.find(search)).toBeUndefined();
  });

  it('answers nothing while Redis is away', async () => {
    const cache = fixture.create({ redis: { host: '127.0.0.1', port: 1 } });

    expect(await cache.find(search)).toBeUndefined();
  });
});

describe('invalidate', () => {
  const named = [
    ['a key', { keys: [{ kind: 'search', key: { limit: 10, query: 'Redis  Cache' } }] }],
    ['a tag of the request', { tags: ['model'] }],
    ['a tag that only the load knew', { tags: ['file-1'] }],
    ['a kind', { kinds: ['search'] }],
    ['a pattern', { pattern: 'redis cache' }],
    ['a pattern with wildcards', { pattern: 'R?DIS*' }],
  ] as const;

  it.each(named)('drops by %s, in every process, and says how many went', async (_, what) => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const source = versions();
    const request = { ...search, tags: ['model'] };
    const load = () => withTags(source.load(), ['file-1']);
    await untilMemoryServes(cache);
    await untilMemoryServes(other);
    await cache.getOrLoad(request, load);
    await other.getOrLoad(request, load);

    const { removedEntries } = await cache.invalidate(what);
    const reads = [await other.getOrLoad(request, load), await cache.getOrLoad(request, load)];

    expect(removedEntries).toBeGreaterThanOrEqual(1);
    expect(reads.map(({ value }) => value)).toEqual(['v2', 'v2']);
  });

  it.each(named)('keeps nothing of a load under way by %s', async (_, what) => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const request = { ...search, tags: ['model'] };
    const old = gated(withTags('old', ['file-1']));
    const before = cache.getOrLoad(request, old.load);
    await old.begun();

    await other.invalidate(what);
    const after = cache.getOrLoad(request, () => withTags('new', ['file-1']));
    old.open();

    expect((await after).value).toBe('new');
    expect((await before).value).toBe('old');
    expect((await other.getOrLoad(request, () => 'none')).value).toBe('new');
  });

  it('leaves alone what it does not name, loads under way included', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const request = { ...search, tags: ['model'] };
    const load = gated(withTags('kept', ['file-1']));
    const before = cache.getOrLoad(request, load.load);
    await load.begun();

    await other.invalidate({
      keys: [{ kind: 'search', key: 'other' }],
      tags: ['file-2'],
      kinds: ['session'],
      pattern: 'postgres',
    });
    load.open();
    await before;

    expect(await other.getOrLoad(request, () => 'again')).toMatchObject({ value: 'kept' });
  });

  it('takes a tag version that was evicted for an invalidation', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const source = versions();
    const request = { ...search, tags: ['model'] };
    await cache.getOrLoad(request, source.load);
    await client.del(`{${fixture.service}:@stamp:t:model}`);

    const read = await other.getOrLoad(request, source.load);

    expect(read).toMatchObject({ status: 'MISS', value: 'v2' });
  });

  it.each([
    ['lease', (service: string) => `{${service}:search:*}:lease`],
    ['log', (service: string) => `{${service}:@log}`],
  ])('keeps nothing of a load whose %s was evicted', async (_, keyOf) => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const load = gated('unproven');
    const before = cache.getOrLoad(search, load.load);
    await load.begun();
    await client.del(await client.keys(keyOf(fixture.service)));
    load.open();

    expect((await before).value).toBe('unproven');
    expect((await other.getOrLoad(search, () => 'new')).value).toBe('new');
  });

  it('waits out the leases when the list of members was evicted', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const source = versions();
    await untilMemoryServes(other);
    await other.getOrLoad(search, source.load);
    await client.del(`{${fixture.service}:@members}`);

    await cache.invalidate({ kinds: ['search'] });

    expect((await other.getOrLoad(search, source.load)).value).toBe('v2');
  });

  it('names at least one thing', async () => {
    await expect(fixture.create().invalidate({})).rejects.toThrow(TypeError);
  });

  it('finds nothing in a kind that the cache does not have', async () => {
    const cache = fixture.create();

    expect(await cache.invalidate({ kinds: ['unknown'] })).toEqual({ removedEntries: 0 });
    expect(await cache.invalidate({ keys: [{ kind: 'unknown', key: 1 }] })).toEqual({
      removedEntries: 0,
    });
  });

  it('removes the entries of a large tag behind the caller', async () => {
    const cache = fixture.create();
    const requests = Array.from({ length: 600 }, (_, key) => ({
      kind: 'search',
      key,
      tags: ['big'],
    }));
    await cache.getOrLoadMany(requests, async (missing) => missing.map(() => 'value'));

    const { removedEntries } = await cache.invalidate({ tags: ['big'] });

    expect(removedEntries).toBe(600);
    await eventually(
      () => client.keys(`{${fixture.service}:search:*}`),
      (keys) => keys.length === 0,
    );
    const stats = await cache.stats();
    expect(stats.kinds.find(({ kind }) => kind === 'search')?.entries).toBe(0);
  });

  it('leaves the expired entries of an index to the background, and counts those that were alive', async () => {
    const cache = fixture.create();
    const request = { ...search, tags: ['long-lived'] };
    await cache.getOrLoad(request, () => 'value');
    const index = `{${fixture.service}:@stamp:t:long-lived}:entries`;
    const expired = Array.from({ length: 2000 }, (_, at) => [1, `search:expired-${at}`]).flat();
    await client.zadd(index, ...expired);

    const { removedEntries } = await cache.invalidate({ tags: ['long-lived'] });

    expect(removedEntries).toBe(1);
    await eventually(
      () => client.keys(`${index}*`),
      (keys) => keys.length === 0,
    );
  });

  it('tells who waits for the load of a key that it drops', async () => {
    const cache = fixture.create();
    const entry = `{${fixture.service}:search:`;
    const old = gated('old');
    const before = cache.getOrLoad(search, old.load);
    await old.begun();
    const [lease = ''] = await client.keys(`${entry}*:lease`);
    await client.sadd(lease.replace(/lease$/, 'waiters'), 'somebody who waits');
    const listener = client.duplicate({ protocol: 2 });
    const heard: string[] = [];
    listener.on('message', (_, message) => heard.push(message));
    await listener.subscribe('somebody who waits');

    await cache.invalidate({ keys: [search] });

    const name = lease.slice(entry.length - 'search:'.length, -'}:lease'.length);
    await eventually(
      () => heard,
      (told) => told.includes(`free ${name}`),
    );
    old.open();
    await before;
    listener.disconnect();
  });

  it('takes more names than one step commits', async () => {
    const [cache, other] = [fixture.create(), fixture.create()];
    const source = versions();
    const request = { ...search, tags: ['tag-1200'] };
    await cache.getOrLoad(request, source.load);

    await cache.invalidate({ tags: Array.from({ length: 1300 }, (_, at) => `tag-${at}`) });

    expect((await other.getOrLoad(request, source.load)).value).toBe('v2');
  });
});

describe('clear', () => {
  it('drops everything of its own service and nothing of another', async () => {
    const [cache, stranger] = [fixture.create(), new CacheFixture(redis)];
    const foreign = stranger.create();
    await cache.getOrLoad(search, () => 'mine');
    await cache.getOrLoad({ kind: 'rare', key: 1 }, () => 'mine');
    await foreign.getOrLoad(search, () => 'theirs');
    await client.set('unrelated', 'kept');

    const { removedEntries } = await cache.clear();

    expect(removedEntries).toBe(2);
    expect((await cache.getOrLoad(search, () => 'new')).value).toBe('new');
    expect((await foreign.getOrLoad(search, () => 'new')).value).toBe('theirs');
    expect(await client.get('unrelated')).toBe('kept');
    await stranger.closeAll();
  });

  it('drops only the kinds that it names', async () => {
    const cache = fixture.create();
    await cache.getOrLoad(search, () => 'search');
    await cache.getOrLoad({ kind: 'rare', key: 1 }, () => 'rare');

    expect(await cache.clear({ kinds: ['rare'] })).toEqual({ removedEntries: 1 });
    expect((await cache.getOrLoad(search, () => 'new')).value).toBe('search');
  });
});
