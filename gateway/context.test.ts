import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { readAccess } from '../subgraphs/shared/service/access.ts';
import { createIdentify } from './auth/identify-caller.ts';
import { createGatewayContext, type GatewayContext } from './context.ts';

const app = Fastify();
const identify = createIdentify(
  readAccess({ HOST: '127.0.0.1', TRUSTED_NETWORKS: '127.0.0.0/8' }),
  undefined,
);
let url: string;
let hasCome: (context: GatewayContext) => void;

beforeAll(async () => {
  app.post('/', async (incoming, reply) => {
    hasCome(await createGatewayContext(incoming, reply, identify));
    return new Promise(() => undefined);
  });
  url = await app.listen({ port: 0 });
});

afterAll(() => app.close());

describe('the context of a request', () => {
  it('is told that the client has gone before its answer', async () => {
    const come = new Promise<GatewayContext>((resolve) => {
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
