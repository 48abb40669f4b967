import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js';
import { Forwarding } from './forwarding.ts';

interface Sent {
  readonly id?: number;
  readonly method: string;
}

/** Answers as Streamable HTTP does; `hang` is not answered, `break` in part. */
let server: Server;
const seen: { method: string; headers: IncomingHttpHeaders }[] = [];
const arrivals = new EventEmitter();
const replies: JSONRPCMessage[] = [];
let forwarding: Forwarding;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    if (request.method !== 'POST') return void response.writeHead(405).end();
    const { id, method } = (await json(request)) as Sent;
    seen.push({ method, headers: request.headers });
    arrivals.emit(method);
    if (id === undefined) return void response.writeHead(202).end();
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      ...(method === 'initialize' && { 'mcp-session-id': 'session-1' }),
    });
    response.write(': here\n\n');
    if (method === 'break') return void setImmediate(() => response.destroy());
    if (method === 'hang') return;
    const told = { jsonrpc: '2.0', method: 'notifications/progress', params: { progress: 1 } };
    const result = method === 'initialize' ? introduction : {};
    for (const message of [told, { jsonrpc: '2.0', id, result }])
      response.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});

beforeEach(() => {
  replies.length = 0;
  const { port } = server.address() as AddressInfo;
  forwarding = new Forwarding(
    { mcpUrl: new URL(`http://127.0.0.1:${port}/mcp`), headers: { 'x-user-id': 'alice' } },
    async (message) => void replies.push(message),
  );
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const introduction = {
  protocolVersion: '2025-06-18',
  capabilities: {},
  serverInfo: { name: 'test', version: '1' },
};
const request = (id: number, method: string): JSONRPCMessage => ({ jsonrpc: '2.0', id, method });

describe('forwarding', () => {
  it('passes on answers and what comes before them, under one session and its headers', async () => {
    await forwarding.forward(request(1, 'initialize'));
    await forwarding.forward(request(2, 'tools/list'));

    expect(replies).toMatchObject([
      { method: 'notifications/progress' },
      { id: 1, result: introduction },
      { method: 'notifications/progress' },
      { id: 2, result: {} },
    ]);
    expect(seen.at(-1)?.headers).toMatchObject({
      'x-user-id': 'alice',
      'mcp-session-id': 'session-1',
      'mcp-protocol-version': '2025-06-18',
    });
  });

  it('answers a request whose connection broke with an error, and the next one all the same', async () => {
    await forwarding.forward(request(3, 'break'));
    await forwarding.forward(request(4, 'ping'));

    expect(replies[0]).toMatchObject({
      id: 3,
      error: { message: expect.stringContaining('did not answer') },
    });
    expect(replies.at(-1)).toMatchObject({ id: 4, result: {} });
  });

  it('gives no answer to what was cancelled', async () => {
    const arrived = once(arrivals, 'hang');
    const hung = forwarding.forward(request(5, 'hang'));
    await arrived;
    const method = 'notifications/cancelled';

    await forwarding.forward({ jsonrpc: '2.0', method, params: { requestId: 5 } });
    await hung;

    expect(replies).toEqual([]);
    expect(seen.at(-1)?.method).toBe(method);
  });
});
