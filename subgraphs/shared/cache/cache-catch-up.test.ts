import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../testing/eventually.ts';
import { type PrivateRedis, startPrivateRedis } from '../testing/private-redis.ts';
import type { Cache, ChangeSource, Invalidation } from './cache.ts';
import { CacheFixture, untilMemoryServes } from './testing/cache-fixture.ts';
import { gated, versions } from './testing/loads.ts';

const KEY = { kind: 'search', key: 'k', tags: ['t'] };

/** A log of changes whose positions are its lengths, with a note of what it was asked. */
class ChangeLog implements ChangeSource {
  readonly asked: (string | undefined)[] = [];
  readonly log: Invalidation[] = [];
  canTell = true;
  isAway = false;

  async changesSince(position: string | undefined) {
    this.asked.push(position);
    if (this.isAway) throw new Error('the source is away');
    const knows = this.canTell && position !== undefined;
    const changes = knows ? this.log.slice(Number(position)) : undefined;
    return { changes, position: `${this.log.length}` };
  }
}

let redis: PrivateRedis;
let fixture: CacheFixture;
let changes: ChangeLog;

beforeAll(async () => {
  redis = await startPrivateRedis();
});
afterAll(() => redis.stop());
beforeEach(() => {
  fixture = new CacheFixture(redis);
  changes = new ChangeLog();
});
afterEach(() => fixture.closeAll());

/** A cache of the fixture that has caught up. */
async function start(): Promise<Cache> {
  const cache = fixture.create({ changes });
  await untilMemoryServes(cache);
  return cache;
}

describe('a cache whose changes have a source', () => {
  it('asks it with the position that it reached, and forgets what changed since, before it serves', async () => {
    const { load } = versions();
    const before = await start();
    await before.getOrLoad(KEY, load);
    await before.getOrLoad({ kind: 'search', key: 'other' }, () => 'other');
    await before.close();
    changes.log.push({ tags: ['t'] });

    const after = await start();

    expect(await after.getOrLoad(KEY, load)).toMatchObject({ value: 'v2', status: 'MISS' });
    expect(await after.getOrLoad({ kind: 'search', key: 'other' }, load)).toMatchObject({
      status: 'HIT',
    });
    expect(changes.asked).toEqual([undefined, '0']);
  });

  it('is waited for by who has time, while reads of a hung Redis go around it', async () => {
    await (await start()).getOrLoad(KEY, () => 'kept');
    await redis.kill('SIGSTOP');
    const cache = fixture.create({ changes });

    const read = await cache.getOrLoad(KEY, () => 'loaded');
    const soon = await cache.ready(1);
    const patient = cache.ready(10_000);
    await redis.kill('SIGCONT');

    expect([read.status, soon, await patient]).toEqual(['BYPASS', false, true]);
    expect(await cache.getOrLoad(KEY, () => 'loaded')).toMatchObject({ value: 'kept' });
  });

  it('keeps the position of what it is told', async () => {
    const cache = await start();
    changes.log.push({ tags: ['t'] });
    await cache.invalidate({ tags: ['t'], position: '1' });
    await cache.close();

    await fixture.create({ changes }).getOrLoad(KEY, () => 'v');

    expect(changes.asked).toEqual([undefined, '1']);
  });

  it.each([
    ['cannot tell what changed', (log: ChangeLog) => (log.canTell = false)],
    ['is away', (log: ChangeLog) => (log.isAway = true)],
  ])('drops everything when the source %s', async (_, spoil) => {
    const { load } = versions();
    const before = await start();
    await before.getOrLoad(KEY, load);
    await before.close();
    spoil(changes);

    const after = await start();

    expect(await after.getOrLoad(KEY, load)).toMatchObject({ value: 'v2', status: 'MISS' });
    expect(await after.getOrLoad(KEY, load)).toMatchObject({ value: 'v2', status: 'HIT' });
  });

  it('loads around what it may not serve yet', async () => {
    const { load } = versions();
    const before = await start();
    await before.getOrLoad(KEY, load);
    await before.close();
    const { load: answer, open } = gated({ changes: [], position: '0' });

    const after = fixture.create({ changes: { changesSince: answer }, readTimeoutMs: 50 });
    const early = await after.getOrLoad(KEY, load);
    open();

    expect(early).toMatchObject({ value: 'v2', status: 'BYPASS' });
    await eventually(
      () => after.getOrLoad(KEY, load),
      ({ status, value }) => status === 'HIT' && value === 'v1',
    );
  });

  it('keeps no position that it is told before it has caught up', async () => {
    const before = fixture.create({ changes });
    await untilMemoryServes(before);
    await before.close();
    const { load: answer, open } = gated({ changes: [], position: '3' });
    const after = fixture.create({ changes: { changesSince: answer } });

    await after.invalidate({ tags: ['t'], position: '9' });
    await after.close();
    open();

    await fixture.create({ changes }).getOrLoad(KEY, () => 'v');
    expect(changes.asked).toEqual([undefined, '0']);
  });

  it('waits once for a Redis that hangs, and not at every read', async () => {
    const cache = fixture.create({ changes });
    await untilMemoryServes(cache);
    await redis.kill('SIGSTOP');
    const startedAt = performance.now();

    for (let read = 0; read < 30; read++)
      await cache.getOrLoad({ kind: 'search', key: `${read}` }, () => 'v');

    expect(performance.now() - startedAt).toBeLessThan(3000);
    await redis.kill('SIGCONT');
  });

  it('asks again after a time in which it heard nothing', async () => {
    const { load } = versions();
    const cache = await start();
    await cache.getOrLoad(KEY, load);
    changes.log.push({ tags: ['t'] });

    await redis.kill('SIGSTOP');
    await eventually(
      () => cache.getOrLoad(KEY, load),
      ({ status }) => status === 'BYPASS',
    );
    await redis.kill('SIGCONT');

    await eventually(
      () => cache.getOrLoad(KEY, load),
      ({ status }) => status === 'MISS',
    );
    expect(changes.asked).toEqual([undefined, '0']);
  });
});
