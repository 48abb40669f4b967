import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClientOptions, WebSocket } from 'ws';
import { eventually } from '../../shared/testing/eventually.ts';
import { AgentsStack } from '../testing/agents-stack.ts';
import { type Transport, watchRun } from '../testing/watch-run.ts';

const TOKEN = 'a-token-of-the-stack';
const PAGE = 'https://page.example';

let stack: AgentsStack;
let url: string;

beforeAll(async () => {
  stack = await AgentsStack.open([], {
    INTERNAL_TOKEN: TOKEN,
    CORS_ORIGINS: PAGE,
    LIVE_MAX_CONNECTIONS: '2',
  });
  url = stack.urlOf();
});

afterAll(() => stack.close());

function openSocket({ path = '/graphql', ...options }: ClientOptions & { path?: string } = {}) {
  return new WebSocket(`${url.replace('http', 'ws')}${path}`, 'graphql-transport-ws', options);
}

/** A socket that has said hello and was let in. */
async function enter(socket = openSocket()): Promise<WebSocket> {
  await once(socket, 'open');
  send(socket, { type: 'connection_init', payload: { authorization: `Bearer ${TOKEN}` } });
  await once(socket, 'message');
  return socket;
}

function send(socket: WebSocket, message: unknown): void {
  socket.send(JSON.stringify(message));
}

async function leave(socket: WebSocket): Promise<void> {
  socket.close();
  await once(socket, 'close');
}

describe.each<Transport>(['WebSocket', 'server-sent events'])('watching over %s', (transport) => {
  it('needs the token', async () => {
    const without = watchRun(url, 'none', { transport });
    const wrong = watchRun(url, 'none', { transport, headers: { authorization: 'Bearer x' } });
    const right = { authorization: `Bearer ${TOKEN}` };

    const isWebSocket = transport === 'WebSocket';
    await expect(without.next()).rejects.toMatchObject(
      isWebSocket ? { code: 4403 } : { response: { status: 401 } },
    );
    await expect(wrong.next()).rejects.toMatchObject(
      isWebSocket ? { code: 4403 } : { response: { status: 403 } },
    );
    await expect(watchRun(url, 'none', { transport, headers: right }).next()).rejects.toThrow(
      'There is no run none',
    );
  });
});

describe('a WebSocket', () => {
  it.each([
    ['of a page that is not named', { origin: 'https://other.example' }, '403'],
    ['of another path', { path: '/other' }, '404'],
  ])('%s is refused', async (_, given, status) => {
    const [error] = await once(openSocket(given), 'error');

    expect(error.message).toContain(status);
  });

  it('of a page that is named is let in', async () => {
    const socket = openSocket({ origin: PAGE });

    await once(socket, 'open');

    await leave(socket);
  });

  it('finds no seat when all are taken, and one when somebody left', async () => {
    const [first, second] = [await enter(), await enter()];

    const [error] = await once(openSocket(), 'error');
    await leave(first);

    expect(error.message).toContain('503');
    const third = await eventually(
      () => enter().catch(() => null),
      (socket) => socket !== null,
    );
    await Promise.all([second, third].map((socket) => socket && leave(socket)));
  });

  it('is closed when it sends too much at once', async () => {
    const socket = await enter();

    socket.send('x'.repeat(100_000));

    expect((await once(socket, 'close'))[0]).toBe(1009);
  });

  it('may hold so many subscriptions and no more', async () => {
    const { hostname, port } = new URL(url);
    const line = connect({ host: hostname, port: Number(port) });
    const socket = await enter(openSocket({ createConnection: () => line }));
    const answers: { id: string; payload: { extensions: { code: string } }[] }[] = [];
    socket.on('message', (message) => answers.push(JSON.parse(String(message))));
    const query = 'subscription { runProgress(id: "none") { text } }';

    // In one piece: there is no such run, so that the first would have ended before the last arrives.
    line.cork();
    for (let id = 0; id < 21; id++) {
      send(socket, { type: 'subscribe', id: `${id}`, payload: { query } });
    }
    line.uncork();

    const refused = await eventually(
      () => answers.filter(({ payload }) => payload?.[0]?.extensions.code === 'RATE_LIMITED'),
      (found) => found.length > 0,
    );
    expect(refused).toMatchObject([{ id: '20' }]);
    await leave(socket);
  });
});

describe('an event stream', () => {
  it('may be asked for by a page that is named', async () => {
    const headers = { origin: PAGE, 'access-control-request-headers': 'content-type' };

    const response = await fetch(`${url}/graphql/stream`, { method: 'OPTIONS', headers });

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(PAGE);
  });

  it('can be asked for with GET, as an EventSource does', async () => {
    const query = new URLSearchParams({
      query: 'subscription($id: ID!) { runProgress(id: $id) { text } }',
      variables: '{"id":"none"}',
    });

    const response = await fetch(`${url}/graphql/stream?${query}`, {
      headers: { accept: 'text/event-stream', authorization: `Bearer ${TOKEN}` },
    });

    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(await response.text()).toMatch(
      /event: next\ndata: \{.*"NOT_FOUND".*\}\n\nevent: complete\ndata:\n\n$/s,
    );
  });
});
