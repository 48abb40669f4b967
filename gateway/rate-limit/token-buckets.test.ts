import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import { GatewayRedis } from '../redis/gateway-redis.ts';
import { TokenBuckets } from './token-buckets.ts';

const SECOND = 1_000;
const limit = { perMinute: 60, burst: 3 };

const CONNECT_MS = 5_000;

let server: PrivateRedis;
let redis: GatewayRedis;
let other: GatewayRedis;
let clients = 0;
let nowMs = 1_000_000;

const failTest = (error: unknown) => {
  throw error;
};

beforeAll(async () => {
  server = await startPrivateRedis();
  [redis, other] = [open(), open()];
  await Promise.all([redis.connected(CONNECT_MS), other.connected(CONNECT_MS)]);
});

afterAll(async () => {
  redis.close();
  other.close();
  await server.stop();
});

const open = () => new GatewayRedis({ host: server.host, port: server.port }, failTest);
const newClient = () => `address:${++clients}`;
const buckets = (of = redis) => new TokenBuckets({ redis: of, limit, now: () => nowMs });

describe('a bucket of tokens', () => {
  it('gives what it holds at once, then says how long to wait', async () => {
    const client = newClient();

    const waits = [];
    for (let request = 0; request < 5; request++) waits.push(await buckets().take(client));

    expect(waits).toEqual([0, 0, 0, SECOND, SECOND]);
  });

  it('gives exactly that to many who take at the same time through two gateways', async () => {
    const client = newClient();

    const waits = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        buckets(index % 2 === 0 ? redis : other).take(client),
      ),
    );

    expect(waits.filter((wait) => wait === 0)).toHaveLength(limit.burst);
  });

  it('holds each client to its own', async () => {
    const [first, second] = [newClient(), newClient()];
    for (let request = 0; request < 4; request++) await buckets().take(first);

    expect(await buckets().take(second)).toBe(0);
  });

  it('lets nobody wait longer because a clock was set back', async () => {
    const client = newClient();
    await buckets().take(client);
    nowMs -= 1_000 * SECOND;

    const waits = [await buckets().take(client), await buckets().take(client)];

    nowMs += 1_000 * SECOND;
    expect(waits).toEqual([SECOND, SECOND]);
  });

  it('goes by the clock of Redis when it is given none, and is forgotten when it is full', async () => {
    const client = newClient();
    const slow = new TokenBuckets({ redis, limit: { perMinute: 1, burst: 1 } });

    const waits = [await slow.take(client), await slow.take(client)];

    const lifeMs = await redis.run((connection) => connection.pttl(`gateway-rate:{${client}}`));
    expect(waits).toEqual([0, expect.closeTo(60 * SECOND, -4)]);
    expect(lifeMs).toBeGreaterThan(0);
    expect(lifeMs).toBeLessThanOrEqual(60 * SECOND);
  });

  it('gives and refuses as a count of tokens would, at any times', async () => {
    const times = fc.array(fc.integer({ min: 0, max: 4 * SECOND }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(times, async (pauses) => {
        const client = newClient();
        let tokens = limit.burst;
        for (const pause of pauses) {
          nowMs += pause;
          tokens = Math.min(limit.burst, tokens + pause / SECOND);
          const isTaken = tokens > 1 - 1e-3;
          expect((await buckets().take(client)) === 0).toBe(isTaken);
          if (isTaken) tokens -= 1;
        }
      }),
      { numRuns: 30 },
    );
  });
});
