import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { type PrivateRedis, startPrivateRedis } from '../testing/private-redis.ts';
import { startTraceCollector, type TraceCollector } from '../testing/trace-collector.ts';
import { startTracing } from './start-tracing.ts';

let collector: TraceCollector;
let server: PrivateRedis;
let redis: Redis;

beforeAll(async () => {
  [collector, server] = await Promise.all([startTraceCollector(), startPrivateRedis()]);
  redis = new Redis(server.url(3));
  await redis.set('secret-key', 'secret-value');
});

afterAll(async () => {
  redis.disconnect();
  await Promise.all([collector.close(), server.stop()]);
});

describe('a Redis command within a trace', () => {
  it('is a span of its server, and failed by what went wrong but not by a script that is new to it', async () => {
    const tracing = await startTracing(
      { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: 1 },
      'test',
      pino({ level: 'silent' }),
    );

    await trace.getTracer('test').startActiveSpan('request', async (request) => {
      await redis.evalsha('0'.repeat(40), 0).catch(() => undefined);
      await redis.lpop('secret-key').catch(() => undefined);
      request.end();
    });
    await tracing.close();

    const [unknownScript, failed] = collector.spans;
    expect(unknownScript?.name).toBe('redis EVALSHA');
    expect(unknownScript?.attributes).toEqual({
      'db.system.name': 'redis',
      'db.operation.name': 'EVALSHA',
      'db.namespace': '3',
      'db.response.status_code': 'NOSCRIPT',
      'server.address': server.host,
      'server.port': server.port,
    });
    expect(failed?.attributes).toMatchObject({ 'error.type': 'ReplyError' });
    expect(collector.bodies.join()).not.toContain('secret');
  });
});
