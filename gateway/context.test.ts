import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { createGatewayContext } from './context.ts';

const app = Fastify();
let url: string;
let hasCome: (context: ReturnType<typeof createGatewayContext>) => void;

beforeAll(async () => {
  app.post('/', async (incoming, reply) => {
    hasCome(createGatewayContext(incoming, reply));
    return new Promise(() => undefined);
  });
  url = await app.listen({ port: 0 });
});

afterAll(() => app.close());

describe('the context of a request', () => {
  it('is told that the client has gone before its answer', async () => {
    const come = new Promise<ReturnType<typeof createGatewayContext>>((resolve) => {
      hasCome = resolve;
    });
    const outgoing = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    outgoing.on('error', () => undefined);
    outgoing.end('{}');
    const { client } = await come;
    const wasThere = !client.isCancelled;
    const gone = new Promise<void>((resolve) => client.add({ onCancel: resolve }));

    outgoing.destroy();

    await gone;
    expect([wasThere, client.isCancelled]).toEqual([true, true]);
  });
});
