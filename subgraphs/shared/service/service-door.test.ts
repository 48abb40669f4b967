import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { guardAgainstBrowsers } from './browser-guard.ts';
import { createHttpServer } from './http-server.ts';
import { guardService } from './service-door.ts';

const INTERNAL = 'the-token-of-the-processes';
const routes = ['/health', '/graphql', '/internal/v1/changes', '/api/v1/files'];

function openDoor(internalToken: string | undefined): FastifyInstance {
  const app = createHttpServer(pino({ level: 'silent' }));
  const access = {
    internalToken,
    adminToken: undefined,
    trustedNetworks: '127.0.0.0/8',
    hosts: new Set(['worker']),
    origins: new Set(['https://page.example']),
  };
  guardAgainstBrowsers(app, access);
  guardService(app, access);
  for (const url of routes) app.all(url, async () => 'in');
  return app;
}

let open: FastifyInstance;
let guarded: FastifyInstance;

beforeAll(() => {
  open = openDoor(undefined);
  guarded = openDoor(INTERNAL);
});

afterAll(() => Promise.all([open.close(), guarded.close()]));

const statusOf = async (app: FastifyInstance, request: InjectOptions | string) =>
  (await app.inject(request)).statusCode;

describe('a subgraph with a token', () => {
  it('answers nobody without it, wherever they are, but those who ask whether it lives', async () => {
    const statuses = await Promise.all([...routes, '/none'].map((url) => statusOf(guarded, url)));

    expect(statuses).toEqual([200, 401, 401, 401, 401]);
  });

  it('answers who has it, and says to others how to show it', async () => {
    const headers = { authorization: `Bearer ${INTERNAL}` };

    expect(await statusOf(guarded, { url: '/graphql', headers })).toBe(200);
    expect((await guarded.inject('/graphql')).headers['www-authenticate']).toBe('Bearer');
  });
});

describe('a subgraph without a token', () => {
  it.each(['/internal/v1/changes', '/%69nternal/v1/changes', '/internal/v1/changes?x=/health'])(
    'keeps %s for the services of its own machine',
    async (url) => {
      expect(await statusOf(open, { url, remoteAddress: '10.0.0.7' })).toBe(401);
      expect(await statusOf(open, { url, remoteAddress: '127.0.0.1' })).toBe(200);
    },
  );

  it('answers anybody else what is for all', async () => {
    expect(await statusOf(open, { url: '/graphql', remoteAddress: '10.0.0.7' })).toBe(200);
  });
});

describe('a web page', () => {
  const call = (headers: Readonly<Record<string, string>>, url = '/api/v1/files') =>
    statusOf(open, { method: 'POST', url, headers: { host: 'localhost', ...headers } });

  it.each([
    ['of another site', { origin: 'https://other.example' }, 403],
    ['without a name', { origin: 'null' }, 403],
    ['with an empty name', { origin: '' }, 403],
    ['whose browser tells only where it is', { 'sec-fetch-site': 'cross-site' }, 403],
    ['with a name that begins with ours', { origin: 'http://localhost.other.example' }, 403],
    ['that is named', { origin: 'https://page.example' }, 200],
    ['of this machine', { origin: 'http://localhost:3000' }, 200],
    ['of the same site', { host: 'worker', origin: 'http://worker' }, 200],
  ])('%s is answered so', async (_, headers, status) => {
    expect(await call(headers)).toBe(status);
  });

  it.each([
    ['rebound.example:8001', 403],
    ['localhost:8001', 200],
    ['127.0.0.1:8001', 200],
    ['192.168.1.7:8001', 200],
    ['[::1]:8001', 200],
    ['WORKER:8001', 200],
    ['a b', 403],
  ])('that calls us %s is answered so', async (host, status) => {
    expect(await call({ host }, '/graphql')).toBe(status);
  });
});
