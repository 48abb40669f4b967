import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { request as send } from 'undici';
import { AgentsStack } from '../testing/agents-stack.ts';
import { type ChatServer, startChatServer } from '../testing/chat-server.ts';

const TEXT = 'Tomatoes want sun and water.';
const TOKEN = 'a-token-of-the-stack';

let chat: ChatServer;
let stack: AgentsStack;
let agentId: string;
let client: Client;

beforeAll(async () => {
  chat = await startChatServer();
  stack = await AgentsStack.open(
    [{ chunkId: 'c', fileHash: 'f', title: 'garden.txt', text: TEXT }],
    { CHAT_BASE_URL: chat.url, CHAT_MODEL: 'scripted', CHAT_MAX_RETRIES: '0' },
  );
  agentId = await stack.createAgent();
  client = await connect(stack);
});

beforeEach(() => {
  chat.requests.length = 0;
  chat.replies = [{ text: 'They want sun [1].' }];
});

afterAll(async () => {
  await client.close();
  await stack.close();
  await chat.close();
});

async function connect(to: AgentsStack, headers: Record<string, string> = {}): Promise<Client> {
  const connected = new Client({ name: 'test', version: '1' });
  const url = new URL('/mcp', to.urlOf());
  await connected.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  return connected;
}

const call = (name: string, given: Record<string, unknown> = {}) =>
  client.callTool({ name, arguments: given });

/** As a program that is no MCP client sends it. */
function post(headers: Record<string, string>, body: unknown = PING, to = stack) {
  return send(`${to.urlOf()}/mcp`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

const PING = { jsonrpc: '2.0', id: 1, method: 'ping' };

describe('an MCP client', () => {
  it('is offered the tools that agents have, and those to ask agents', async () => {
    const { tools } = await client.listTools();
    const { data } = await stack.query('{ tools { name description parameters } }');

    const offered = tools.map(({ name, description, inputSchema }) => {
      return { name, description, parameters: inputSchema };
    });
    const usable = data.tools.filter(({ name }: { name: string }) => name !== 'recall');
    expect(offered.slice(0, -2)).toEqual(usable);
    expect(tools.map(({ name }) => name).slice(-2)).toEqual(['listAgents', 'ask']);
    expect(client.getServerVersion()).toMatchObject({ name: 'multimodal-graph' });
    expect(client.getInstructions()).toContain('readFile');
    // Under it a cancellation finds the call that it means.
    expect(client.transport?.sessionId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('uses a tool with the same cache as agents do', async () => {
    await call('search', { query: 'tomatoes in the sun' });
    stack.retrieval.calls.length = 0;

    const { content } = await call('search', { first: 8, query: ' tomatoes in the sun' });

    expect(stack.retrieval.calls).toEqual([]);
    expect(content).toMatchObject([{ type: 'text', text: expect.stringContaining(TEXT) }]);
  });

  it.each([
    ['arguments that do not fit', 'calculate', { sum: '1 + 1' }, 'expression'],
    ['an expression that is none', 'calculate', { expression: 'import(1)' }, 'not arithmetic'],
    ['a tool whose service is away', 'readFile', { hash: 'a'.repeat(64) }, 'away'],
    ['no agent', 'ask', { agentId: 'nobody', message: 'Hello?' }, 'nobody'],
    ['an empty message', 'ask', { agentId: 'nobody', message: ' ' }, 'empty'],
    ['a message that is too long', 'ask', { agentId: 'a', message: 'a'.repeat(8001) }, 'message'],
    ['more than a page', 'listAgents', { first: 101 }, 'first'],
  ])('is told as the failure of a tool: %s', async (_, name, given, part) => {
    const { isError, content } = await call(name, given);

    expect(isError).toBe(true);
    expect(content).toMatchObject([{ text: expect.stringContaining(part) }]);
  });

  it('is told as an error of the protocol that there is no such tool', async () => {
    await expect(call('shell')).rejects.toThrow('no tool "shell"');
  });

  it('asks an agent, goes on with the session, and learns what is cited', async () => {
    const { structuredContent: listed } = await call('listAgents');
    const first = await call('ask', { agentId, message: 'What do tomatoes want?' });
    const { sessionId } = first.structuredContent as { sessionId: string };

    const second = await call('ask', { agentId, sessionId, message: 'Do tomatoes want more?' });

    expect(listed).toMatchObject({ agents: [{ id: agentId, tools: ['search'] }] });
    expect(first.structuredContent).toMatchObject({
      answer: 'They want sun [1].',
      generated: true,
      citations: [{ number: 1, title: 'garden.txt', file: 'f', quote: TEXT }],
    });
    expect(first.content).toMatchObject([
      { text: expect.stringContaining('[1] garden.txt (file f)') },
    ]);
    expect(second.structuredContent).toMatchObject({ sessionId });
    expect(chat.requests.at(-1)?.messages).toHaveLength(4);
  });

  it('has a question answered once per idempotency key', async () => {
    const given = { agentId, message: 'Tomatoes, once?', idempotencyKey: 'once' };
    const [one, other] = await Promise.all([call('ask', given), call('ask', given)]);

    expect(other.structuredContent).toEqual(one.structuredContent);
    expect(chat.requests).toHaveLength(1);
  });

  it('cancels a call: its response ends without an answer', async () => {
    chat.replies = [{ silence: true }];
    const headers = { 'mcp-session-id': 'a-caller' };
    const [asked, hangUp] = [chat.nextRequest(), chat.nextHangUp()];
    const ask = { name: 'ask', arguments: { agentId, message: 'Tomatoes for ever?' } };
    const response = post(headers, { jsonrpc: '2.0', id: 7, method: 'tools/call', params: ask });
    await asked;
    const cancel = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 7 } };

    const others = await post({ 'mcp-session-id': 'another-caller' }, cancel);
    const own = await post(headers, cancel);
    const { statusCode, body } = await response;

    expect([others.statusCode, own.statusCode, statusCode]).toEqual([202, 202, 200]);
    expect(await body.text()).not.toContain('result');
    // The model is hung up on: nobody goes on to pay for an answer that nobody wants.
    await hangUp;
  });

  it('is told how far its question is, when it wants to know', async () => {
    chat.replies = [
      { tool: 'search', arguments: { query: 'tomatoes' } },
      { text: 'They want sun [1].' },
    ];
    const seen: { progress: number; message?: string | undefined }[] = [];

    await client.callTool(
      { name: 'ask', arguments: { agentId, message: 'Tomatoes, step by step?' } },
      undefined,
      { onprogress: ({ progress, message }) => void seen.push({ progress, message }) },
    );

    const progress = seen.map((each) => each.progress);
    expect(progress).toEqual([...new Set(progress)].sort());
    expect(seen.map(({ message }) => message)).toContain('search');
  });

  it('that goes away finds the answer by its idempotency key', async () => {
    const model = new EventEmitter();
    chat.replies = [{ text: 'Late, but here.', after: once(model, 'done') }];
    const given = { agentId, message: 'Tomatoes, later?', idempotencyKey: 'later' };
    const impatient = await connect(stack);
    const asked = chat.nextRequest();
    const lost = impatient.callTool({ name: 'ask', arguments: given });
    lost.catch(() => undefined);
    await asked;

    await impatient.close();
    model.emit('done');

    await expect(lost).rejects.toThrow('closed');
    const { structuredContent } = await call('ask', given);
    expect(structuredContent).toMatchObject({ answer: 'Late, but here.' });
    expect(chat.requests).toHaveLength(1);
  });

  it('goes on after the service was started again, because nothing is kept for it', async () => {
    const instance = await stack.startInstance();
    const headers = {
      'mcp-session-id': 'of-another-process',
      'mcp-protocol-version': '2025-06-18',
    };

    const { statusCode, body } = await send(`${stack.urlOf(instance)}/mcp`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list' }),
    });

    expect(statusCode).toBe(200);
    expect(await body.text()).toContain('"calculate"');
  });
});

describe('a request that may not be answered', () => {
  it.each([
    ['of a name that a page pointed at this machine', { host: 'evil.example' }, 403, 'localhost'],
    ['of a page of another site', { origin: 'https://evil.example' }, 403, 'other sites'],
    ['of a page without a name', { origin: 'null' }, 403, 'other sites'],
  ])('is refused: %s', async (_, headers, status, part) => {
    const { statusCode, body } = await post(headers);

    expect(statusCode).toBe(status);
    expect(await body.text()).toContain(part);
  });

  it.each([
    ['under localhost', { host: 'localhost:8003' }],
    ['to a page of this machine', { origin: 'http://localhost:6274' }],
  ])('is answered %s', async (_, headers) => {
    const { statusCode, body } = await post(headers);

    expect(statusCode).toBe(200);
    expect(await body.text()).toContain('"result":{}');
  });

  it.each([
    ['several messages at once', [PING, PING], 400, 'object'],
    ['what is no message', { id: 1 }, 400, 'jsonrpc'],
    ['more than 256 KiB', { ...PING, params: { pad: 'a'.repeat(256 * 1024) } }, 413, '262144'],
  ])('is refused as a client error: %s', async (_, sent, status, part) => {
    const { statusCode, body } = await post({}, sent);

    expect(statusCode).toBe(status);
    expect(await body.text()).toContain(part);
  });

  it.each(['GET', 'DELETE'] as const)('says that %s is not for it', async (method) => {
    const { statusCode, headers } = await send(`${stack.urlOf()}/mcp`, { method });

    expect([statusCode, headers['allow']]).toEqual([405, 'POST']);
  });

  it('needs the token where there is one, and may then come under any name', async () => {
    const guarded = await AgentsStack.open([], { INTERNAL_TOKEN: TOKEN });

    const without = await post({}, PING, guarded);
    const wrong = await post({ authorization: 'Bearer another-token' }, PING, guarded);
    const right = await connect(guarded, { authorization: `Bearer ${TOKEN}` });
    const named = { authorization: `Bearer ${TOKEN}`, host: 'agents:8003' };

    expect([without.statusCode, wrong.statusCode]).toEqual([401, 403]);
    expect((await right.listTools()).tools.length).toBeGreaterThan(5);
    expect((await post(named, PING, guarded)).statusCode).toBe(200);
    await right.close();
    await guarded.close();
  });
});
