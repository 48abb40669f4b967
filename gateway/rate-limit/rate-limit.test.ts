import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { readAccess } from '../../subgraphs/shared/service/access.ts';
import { createHttpServer } from '../../subgraphs/shared/service/http-server.ts';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import { createIdentify } from '../auth/identify-caller.ts';
import { GatewayRedis } from '../redis/gateway-redis.ts';
import { createCharge } from './charge.ts';
import { registerRateLimit } from './rate-limit.ts';
import { TokenBuckets } from './token-buckets.ts';

const limit = { perMinute: 20, burst: 2 };

const CONNECT_MS = 5_000;

let server: PrivateRedis;
let redis: GatewayRedis;
let app: FastifyInstance;
let nowMs = 0;
const faults: string[] = [];

beforeAll(async () => {
  server = await startPrivateRedis();
  const onFault = (_: unknown, operation: string) => faults.push(operation);
  redis = new GatewayRedis({ host: server.host, port: server.port }, onFault);
  await redis.connected(CONNECT_MS);
  const trustedProxies = '127.0.0.1';
  app = createHttpServer(pino({ level: 'silent' }), { trustedProxies });
  const buckets = new TokenBuckets({ redis, limit, now: () => nowMs });
  const identify = createIdentify(
    readAccess({ HOST: '127.0.0.1', TRUSTED_NETWORKS: '127.0.0.0/8' }),
    undefined,
  );
  const charge = createCharge({ buckets, identify, trustedProxies, onFault });
  // As what answers before the framework does; a request is charged once all the same.
  app.addHook('onRequest', async ({ raw, url }) => {
    if (url === '/graphql') await charge(raw);
  });
  registerRateLimit(app, { limit, charge });
  app.post('/graphql', () => 'answered');
  app.get('/health', () => 'well');
});

afterAll(async () => {
  await app.close();
  redis.close();
  await server.stop();
});

const ask = (headers: Record<string, string>) =>
  app.inject({ method: 'POST', url: '/graphql', headers, payload: { query: '{ models }' } });

async function exhaust(headers: Record<string, string>) {
  for (let request = 0; request < limit.burst; request++) await ask(headers);
  return ask(headers);
}

describe('a client that asks too often', () => {
  it('is told when to come back, and is served then', async () => {
    const refused = await exhaust({ 'x-user-id': 'ada' });
    nowMs += 3_000;
    const served = await ask({ 'x-user-id': 'ada' });

    expect(refused.statusCode).toBe(429);
    expect(refused.headers['retry-after']).toBe('3');
    expect(refused.json()).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(/20 requests a minute and 2 at once.*Wait 3 s/),
          extensions: { code: 'RATE_LIMITED' },
        },
      ],
    });
    expect(served.body).toBe('answered');
  });

  it('is a user wherever it asks from, and an address when it says no user', async () => {
    await exhaust({ 'x-user-id': 'bob', 'x-forwarded-for': '192.0.2.1' });
    await exhaust({ 'x-forwarded-for': '192.0.2.1' });

    const answers = [
      await ask({ 'x-user-id': 'bob', 'x-forwarded-for': '192.0.2.2' }),
      await ask({ 'x-forwarded-for': '192.0.2.1' }),
      await ask({ 'x-forwarded-for': '192.0.2.2' }),
    ];

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([429, 429, 200]);
  });

  it('may still ask whether the gateway is well', async () => {
    await exhaust({});

    expect((await app.inject('/health')).body).toBe('well');
  });
});

describe('with Redis hung', () => {
  it('everybody passes, and it is told', async () => {
    await server.kill('SIGSTOP');

    const last = await exhaust({ 'x-user-id': 'carol' });

    expect(last.body).toBe('answered');
    expect(faults).toContain('rate limit');
  });
});
