import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { DomainError } from '../service/domain-error.ts';
import { createHttpServer } from '../service/http-server.ts';
import { startTraceCollector, type TraceCollector } from '../testing/trace-collector.ts';
import { startTracing, type Tracing } from './start-tracing.ts';
import { outsideTraces, traceHeaders, withSpan, withTrace } from './with-span.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

let collector: TraceCollector;
let tracing: Tracing;
let app: FastifyInstance;

beforeAll(async () => {
  collector = await startTraceCollector();
  tracing = await startTracing(
    {
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20abc,x-tenant=1',
      OTEL_TRACES_SAMPLER_ARG: 0,
    },
    'test',
    pino({ level: 'silent' }),
  );
  app = createHttpServer(pino({ level: 'silent' }));
  app.post('/files/:hash', () =>
    withSpan('lookup', { kind: 'client', attributes: {} }, async () => {
      throw new DomainError('NOT_FOUND', `no secret-word: ${JSON.stringify(traceHeaders())}`);
    }),
  );
});

afterAll(async () => {
  await app.close();
  await collector.close();
});

const ask = (flags: '00' | '01') =>
  app.inject({
    method: 'POST',
    url: '/files/secret-word?token=secret-word',
    headers: { traceparent: `00-${TRACE}-${CALLER}-${flags}`, cookie: 'secret-word' },
    payload: { text: 'secret-word' },
  });

describe('a trace that a caller began', () => {
  it('goes on here and beyond, with codes in place of what was sent', async () => {
    const { detail } = (await ask('01')).json();
    await ask('00');
    await tracing.close();

    const [lookup, request] = collector.spans;
    expect(collector.spans).toHaveLength(2);
    expect(request).toMatchObject({
      ...{ traceId: TRACE, parentSpanId: CALLER },
      ...{ service: 'multimodal-test', name: 'POST /files/:hash' },
      attributes: { 'http.route': '/files/:hash', 'http.response.status_code': 404 },
    });
    expect(lookup).toMatchObject({
      ...{ traceId: TRACE, parentSpanId: request?.spanId, name: 'lookup' },
      attributes: { 'error.type': 'NOT_FOUND' },
    });
    expect(detail).toContain(`"traceparent":"00-${TRACE}-${lookup?.spanId}-01"`);
    expect(collector.bodies.join()).not.toContain('secret-word');
    expect(collector.authorizations).toEqual(['Bearer abc']);
  });
});

describe('what a process does by itself', () => {
  it('is a trace of its own or none, whichever request it is that it comes from', async () => {
    const config = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: 1 };
    const tracer = await startTracing(config, 'test', pino({ level: 'silent' }));
    const step = (name: string) =>
      withSpan(name, { kind: 'internal', attributes: {} }, async () => undefined);
    const before = collector.spans.length;

    await trace.getTracer('test').startActiveSpan('request', async (request) => {
      await withTrace('job', { 'job.attempt': 1 }, () => step('in the job'));
      await outsideTraces(() => step('in no trace'));
      request.end();
    });
    await tracer.close();

    const [inJob, job, request] = collector.spans.slice(before);
    expect([inJob?.name, job?.name, request?.name]).toEqual(['in the job', 'job', 'request']);
    expect(job).toMatchObject({ attributes: { 'job.attempt': 1 } });
    expect(job?.parentSpanId).toBeUndefined();
    expect(inJob).toMatchObject({ traceId: job?.traceId, parentSpanId: job?.spanId });
    expect(job?.traceId).not.toBe(request?.traceId);
  });
});

describe('without tracing', () => {
  it('nothing is recorded and no header handed on', async () => {
    const headers = await withSpan('work', { kind: 'client', attributes: {} }, async (span) => {
      span.setFailed();
      return traceHeaders();
    });

    expect(headers).toEqual({});
  });
});

describe('a collector that refuses what it is sent', () => {
  it('is a line in the log, and keeps no process from ending', async () => {
    const lines: string[] = [];
    const logger = pino({}, { write: (line) => void lines.push(line) });
    const endpoint = `${collector.url}/elsewhere`;
    const config = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: 1 };
    const refused = await startTracing(config, 'test', logger);
    trace.getTracer('test').startSpan('lost').end();

    await refused.close();

    expect(lines.join()).toContain('traces cannot be sent');
  });
});
