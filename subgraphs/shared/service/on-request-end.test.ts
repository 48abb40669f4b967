import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { eventually } from '../testing/eventually.ts';
import { onRequestEnd } from './on-request-end.ts';

let app: FastifyInstance;
let url: string;
let ends: string[];
let arrived: Promise<void>;

beforeAll(async () => {
  app = Fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async ({ headers }, reply) => {
    return headers['x-refused'] === undefined ? undefined : reply.code(403).send('refused');
  });
  onRequestEnd(app, ({ request, status }) => ends.push(`${request.url} ${status}`));
  let arrive: () => void;
  arrived = new Promise((resolve) => {
    arrive = resolve;
  });
  app.get('/quick', async () => 'ok');
  app.get('/never', async (_, reply) => {
    arrive();
    await once(reply.raw, 'close');
    return 'too late';
  });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});

beforeEach(() => {
  ends = [];
});

afterAll(() => app.close());

const told = () =>
  eventually(
    () => ends,
    (all) => all.length > 0,
  );

describe('the end of a request', () => {
  it('is told once with the status of its answer', async () => {
    await fetch(`${url}/quick`).then((response) => response.text());
    await fetch(`${url}/nowhere`).then((response) => response.text());

    await eventually(
      () => ends.length,
      (count) => count >= 2,
    );
    expect(ends).toEqual(['/quick 200', '/nowhere 404']);
  });

  it('is told when an earlier hook refused it', async () => {
    await fetch(`${url}/quick`, { headers: { 'x-refused': '1' } });

    expect(await told()).toEqual(['/quick 403']);
  });

  it('is told when its client goes away before it is answered', async () => {
    const client = new AbortController();
    const answer = fetch(`${url}/never`, { signal: client.signal });
    await arrived;

    client.abort();

    await expect(answer).rejects.toThrow();
    expect(await told()).toEqual(['/never 499']);
  });
});
