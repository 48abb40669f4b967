import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { DomainError } from './domain-error.ts';
import { createHttpServer } from './http-server.ts';

let app: FastifyInstance;

beforeAll(() => {
  app = createHttpServer(pino({ level: 'silent' }));
  app.get('/known', () => {
    throw new DomainError('MODEL_UNAVAILABLE', 'Set CHAT_BASE_URL.');
  });
  app.get('/unknown', () => {
    throw new Error('redis://user:secret@host');
  });
  app.post('/graphql', () => 'ok');
});

afterAll(() => app.close());

describe('an HTTP server of the house', () => {
  it('answers with the request id that came, so that one id runs through every hop', async () => {
    const response = await app.inject({ url: '/known', headers: { 'x-request-id': 'abc-1' } });

    expect(response.headers['x-request-id']).toBe('abc-1');
  });

  it('replaces a request id that could forge a log line', async () => {
    const response = await app.inject({ url: '/known', headers: { 'x-request-id': 'a b{"x":1}' } });

    expect(response.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers a domain error as problem JSON with its status', async () => {
    const response = await app.inject('/known');

    expect(response.statusCode).toBe(503);
    expect(response.headers['content-type']).toContain('application/problem+json');
    expect(response.json()).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      detail: 'Set CHAT_BASE_URL.',
    });
  });

  it('tells browsers neither to guess a type nor to frame a page', async () => {
    const { headers } = await app.inject('/known');

    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  it('hides what it did not expect', async () => {
    const response = await app.inject('/unknown');

    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('secret');
  });

  it('answers a path that is not there as problem JSON', async () => {
    expect((await app.inject('/nowhere')).json()).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('answers a GraphQL body over the limit in the shape of GraphQL, with where to go', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ query: 'x'.repeat(17 * 1024 * 1024) }),
    });

    expect(response.statusCode).toBe(413);
    expect(response.json()).toMatchObject({
      errors: [
        {
          extensions: { code: 'PAYLOAD_TOO_LARGE' },
          message: expect.stringContaining('/api/v1/files'),
        },
      ],
    });
  });

  it('hangs up on a client that does not come to the end of its request', async () => {
    const patient = createHttpServer(pino({ level: 'silent' }), { requestTimeoutMs: 20 });
    patient.post('/graphql', () => 'ok');
    const { port } = new URL(await patient.listen({ host: '127.0.0.1', port: 0 }));
    const socket = connect(Number(port), '127.0.0.1');
    const received: string[] = [];
    socket.on('data', (chunk) => received.push(String(chunk)));

    socket.write('POST /graphql HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\n');
    socket.write('content-length: 100\r\n\r\n{"query":');
    await once(socket, 'close');

    await patient.close();
    expect(received.join('')).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('logs a request of a client, and none that it makes itself before it listens', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
    const logged = createHttpServer(logger);
    logged.get('/known', () => 'ok');
    await logged.inject('/known?by=itself');

    const address = await logged.listen({ host: '127.0.0.1', port: 0 });
    await (await fetch(`${address}/known`)).text();
    await logged.close();

    const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request');
    expect(requests).toMatchObject([{ method: 'GET', path: '/known', status: 200 }]);
  });
});

describe('JSON in JSON in JSON', () => {
  const send = (depth: number) =>
    app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: `${'['.repeat(depth)}${']'.repeat(depth)}`,
    });

  it('is read to a depth, and refused beyond, however deep', async () => {
    const answers = await Promise.all([200, 201, 100_000].map(send));

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 400, 400]);
  });
});
