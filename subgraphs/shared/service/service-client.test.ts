import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callGraphQL } from './graphql-client.ts';
import { createServiceClient, type ServiceClient } from './service-client.ts';

let server: Server;
let baseUrl: string;
const seen: { headers: NodeJS.Dict<string | string[]> }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push({ headers: request.headers });
    if (request.url === '/silent') return;
    if (request.url === '/refused') {
      response.writeHead(404).end(JSON.stringify({ code: 'NOT_FOUND', detail: 'No such file.' }));
    } else if (request.url === '/graphql') {
      response.end(
        JSON.stringify({
          errors: [{ message: 'Too long.', extensions: { code: 'BAD_USER_INPUT' } }],
        }),
      );
    } else response.end(JSON.stringify({ ok: true }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const client = (url = baseUrl) =>
  createServiceClient({ service: 'worker', baseUrl: url, internalToken: 'a-token-of-the-stack' });

describe('a service client', () => {
  it('sends the request id and the token', async () => {
    await client().call({ method: 'GET', path: '/', requestId: 'r-1' });

    expect(seen.at(-1)?.headers).toMatchObject({
      'x-request-id': 'r-1',
      authorization: 'Bearer a-token-of-the-stack',
    });
  });

  it('keeps the code and the words of a refusal', async () => {
    const call = client().call({ method: 'GET', path: '/refused' });

    await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'No such file.' });
  });

  it('says TIMEOUT when the other side is silent', async () => {
    const call = client().call({ method: 'GET', path: '/silent', timeoutMs: 50 });

    await expect(call).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('says SUBGRAPH_UNAVAILABLE, without the address, when nobody listens', async () => {
    const call = client('http://127.0.0.1:1').call({ method: 'GET', path: '/' });

    await expect(call).rejects.toMatchObject({
      code: 'SUBGRAPH_UNAVAILABLE',
      message: expect.not.stringContaining('127.0.0.1'),
    });
  });

  it('turns the first GraphQL error into a rejection', async () => {
    const call = callGraphQL(client(), { operation: '{ x }', variables: {} });

    await expect(call).rejects.toMatchObject({ code: 'BAD_USER_INPUT', message: 'Too long.' });
  });

  it('takes nothing for an answer that is none', async () => {
    const elsewhere: ServiceClient = { call: (sent) => client().call({ ...sent, path: '/' }) };

    const call = callGraphQL(elsewhere, { operation: '{ x }', variables: {} });

    await expect(call).rejects.toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  });
});
