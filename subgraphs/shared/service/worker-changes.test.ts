import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WorkerChanges } from './worker-changes.ts';

const TOKEN = 'a-token-of-this-test';
const NOTHING = { changes: [], position: 'log:7', removedFiles: [] };

let server: Server;
let asked: { url: string | undefined; authorization: string | undefined }[];
let reply: { status: number; body: unknown };

beforeEach(() => {
  asked = [];
  reply = { status: 200, body: NOTHING };
  server = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization });
    response.writeHead(reply.status).end(JSON.stringify(reply.body));
  });
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function listen(port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const changesOf = (port: number, patienceMs = 0) =>
  new WorkerChanges({
    service: 'AGENTS',
    workerUrl: `http://127.0.0.1:${port}`,
    internalToken: TOKEN,
    patienceMs,
  });

describe('WorkerChanges', () => {
  it('asks the worker what this service has missed, with the token of the stack', async () => {
    reply.body = { ...NOTHING, changes: [{ tags: ['search'] }] };

    const missed = await changesOf(await listen()).changesSince('log:3');

    expect(missed).toEqual({ ...NOTHING, changes: [{ tags: ['search'] }] });
    expect(asked).toEqual([
      {
        url: '/internal/v1/changes?service=AGENTS&after=log%3A3',
        authorization: `Bearer ${TOKEN}`,
      },
    ]);
  });

  it('knows no changes when the worker cannot tell', async () => {
    reply.body = { ...NOTHING, changes: null };

    expect(await changesOf(await listen()).changesSince(undefined)).toEqual({
      ...NOTHING,
      changes: undefined,
    });
    expect(asked[0]?.url).toBe('/internal/v1/changes?service=AGENTS');
  });

  it('waits a moment for a worker that starts at the same time', async () => {
    const port = await listen();
    server.close();
    await once(server, 'close');
    const missed = changesOf(port, 10_000).changesSince(undefined);

    await listen(port);

    expect(await missed).toEqual(NOTHING);
  });

  it.each([
    ['is not there', 0, NOTHING, /so the cache starts empty: .*cannot be reached/],
    ['fails', 500, NOTHING, /so the cache starts empty: .*answered 500/],
    ['answers what does not fit', 200, { changes: 'all' }, /starts empty: Its answer does not fit/],
  ])('rejects, and says what follows, when the worker %s', async (_, status, body, message) => {
    reply = { status, body };
    const port = await listen();
    if (status === 0) server.close();

    await expect(changesOf(port).changesSince('log:3')).rejects.toThrow(message);
  });
});
