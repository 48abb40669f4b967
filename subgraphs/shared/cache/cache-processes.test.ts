import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../testing/eventually.ts';
import { type PrivateRedis, startPrivateRedis } from '../testing/private-redis.ts';
import { MEMBER_LEASE_MS } from './invalidation-channel.ts';
import { CacheProcess } from './testing/cache-process.ts';

let redis: PrivateRedis;
let client: Redis;
let first: CacheProcess;
let second: CacheProcess;

beforeAll(async () => {
  redis = await startPrivateRedis();
  client = new Redis(redis.url());
  [first, second] = await Promise.all([
    CacheProcess.start(redis.port),
    CacheProcess.start(redis.port),
  ]);
});
beforeEach(async () => {
  await client.set('source:k', 'v1');
  await client.set('loads:k', '0');
  await first.invalidate(['all', 'late']);
});
afterAll(async () => {
  first.stop();
  second.stop();
  client.disconnect();
  await redis.stop();
});

describe('two processes', () => {
  it('load a key once for 200 cold readers', async () => {
    const answers = await Promise.all([first.read('k', 100, 50), second.read('k', 100, 50)]);

    expect(answers.flat().every(({ value }) => value === 'v1')).toBe(true);
    expect(await client.get('loads:k')).toBe('1');
  });

  it('serve nothing that the other has invalidated, from the moment when that returned', async () => {
    for (let round = 1; round <= 50; round++) {
      await second.read('k', 3);
      await client.set('source:k', `round ${round}`);
      await first.invalidate([round % 2 === 0 ? 'all' : 'late']);

      const [after] = await second.read('k');

      expect(after?.value).toBe(`round ${round}`);
    }
  });

  it('keep nothing of a load that the other invalidated meanwhile', async () => {
    const loading = second.read('k', 1, 150);
    await eventually(
      () => client.get('loads:k'),
      (loads) => loads === '1',
    );
    await client.set('source:k', 'v2');
    await first.invalidate(['late']);

    const [after] = await second.read('k');

    expect(after?.value).toBe('v2');
    await loading;
    expect((await first.read('k'))[0]?.value).toBe('v2');
  });

  it('take over the load of one that was killed', async () => {
    const doomed = await CacheProcess.start(redis.port);
    void doomed.read('k', 1, 60_000);
    await eventually(
      () => client.get('loads:k'),
      (loads) => loads === '1',
    );
    doomed.stop();

    const [taken] = await first.read('k');

    expect(taken).toEqual({ value: 'v1', status: 'MISS' });
  });

  it('wait for one that hangs no longer than its lease, and it serves nothing old when it wakes', async () => {
    await second.read('k', 3);
    second.signal('SIGSTOP');
    await client.set('source:k', 'v2');
    const started = performance.now();

    await first.invalidate(['all']);
    const waitedMs = performance.now() - started;
    second.signal('SIGCONT');
    const [woken] = await second.read('k');

    expect(waitedMs).toBeLessThan(MEMBER_LEASE_MS + 300);
    expect(woken?.value).toBe('v2');
  });
});
