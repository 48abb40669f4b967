import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AgentsStack } from './testing/agents-stack.ts';
import { type ChatReply, type ChatServer, startChatServer } from './testing/chat-server.ts';

const never = new Promise<string>(() => undefined);
const SEARCH = { tool: 'search', arguments: { query: 'tomatoes' } };

let chat: ChatServer;
let stack: AgentsStack;
let agentId: string;
let folder: string;

beforeAll(async () => {
  chat = await startChatServer();
  folder = await mkdtemp(join(tmpdir(), 'agent-loop-'));
  await writeFile(join(folder, 'key'), 'key-of-the-file\n');
  stack = await AgentsStack.open(
    [{ chunkId: 'c', fileHash: 'f', title: 'garden.txt', text: 'Tomatoes want sun and water.' }],
    {
      CHAT_BASE_URL: chat.url,
      CHAT_MODEL: 'scripted',
      CHAT_API_KEY_FILE: join(folder, 'key'),
      CHAT_MAX_RETRIES: '2',
      CHAT_MAX_OUTPUT_TOKENS: '64',
      CHAT_TIMEOUT_SECONDS: '0.8',
      CHAT_IDLE_TIMEOUT_SECONDS: '0.4',
      ASK_MAX_STEPS: '4',
      ASK_MAX_TOKENS: '1000',
    },
  );
  agentId = await stack.createAgent();
});

beforeEach(() => {
  chat.requests.length = 0;
});

afterAll(async () => {
  await stack.close();
  await chat.close();
  await rm(folder, { recursive: true });
});

const ask = () => stack.ask({ agentId, message: 'What do tomatoes want?' });

/** A word, again and again. */
async function* repeat(word: string, everyMs: number): AsyncGenerator<string> {
  for (;;) {
    yield word;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

describe('the loop', () => {
  it('shows the key of the file', async () => {
    chat.replies = [{ text: 'Sun [1].' }];

    await ask();

    expect(chat.authorization).toBe('Bearer key-of-the-file');
  });

  it('tries again what failed in passing, after the time that the server asks for', async () => {
    const headers = { 'retry-after-ms': '1' };
    chat.replies = [{ status: 503, headers }, { status: 429, headers }, { text: 'Sun [1].' }];

    const { data } = await ask();

    expect(data.ask.answer.text).toBe('Sun [1].');
    expect(chat.requests).toHaveLength(3);
  });

  it('does not try again what will not be better', async () => {
    chat.replies = [{ status: 401 }];

    const { errors } = await ask();

    expect(errors).toMatchObject([{ message: expect.stringContaining('status 401') }]);
    expect(chat.requests).toHaveLength(1);
  });

  it('tells the model when its arguments are not JSON, and lets it try again', async () => {
    chat.replies = [{ tool: 'search', rawArguments: '{"query": ' }, SEARCH, { text: 'Sun [1].' }];

    const { data } = await ask();

    expect(data.ask.answer.text).toBe('Sun [1].');
    expect(data.ask.answer.toolCalls).toMatchObject([
      { tool: 'search', result: null, error: expect.stringContaining('not JSON') },
      { tool: 'search', error: null },
    ]);
    expect(chat.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool' });
  });

  it('keeps the last call for the answer', async () => {
    chat.replies = [SEARCH, SEARCH, SEARCH, { text: 'Sun [1].' }];

    const { data } = await ask();

    expect(data.ask.answer.text).toBe('Sun [1].');
    expect(chat.requests.map((request) => request.tool_choice)).toEqual([
      'auto',
      'auto',
      'auto',
      'none',
    ]);
  });

  it('keeps tokens for the answer', async () => {
    chat.replies = [{ ...SEARCH, tokens: 600 }, { text: 'Sun [1].' }];

    await ask();

    expect(chat.requests[1]).toMatchObject({ tool_choice: 'none', max_tokens: 64 });
  });

  it('makes no further call when the tokens are used up', async () => {
    chat.replies = [{ ...SEARCH, tokens: 1000 }];

    const { errors } = await ask();

    expect(errors).toMatchObject([{ message: expect.stringContaining('1000 tokens in all') }]);
    expect(chat.requests).toHaveLength(1);
  });

  it('says so when the answer was cut by the model', async () => {
    chat.replies = [{ text: 'Sun and', ending: 'length' }];

    const { data } = await ask();

    expect(data.ask.answer.text).toMatch(/^Sun and\n\n\[Cut here/);
  });

  it('cuts an answer without end, and hangs up', async () => {
    chat.replies = [{ pieces: repeat('sun '.repeat(4000), 0) }];
    const hangUp = chat.nextHangUp();

    const { data } = await ask();

    expect(data.ask.answer.text.length).toBeLessThan(65_000);
    expect(data.ask.answer.text).toContain('[Cut here');
    await hangUp;
  });

  it.each<[string, () => ChatReply, string, string]>([
    ['hangs', () => ({ silence: true }), 'TIMEOUT', 'said nothing for 400 ms'],
    ['hangs half-way', () => ({ pieces: ['Sun ', never] }), 'TIMEOUT', 'said nothing for 400 ms'],
    ['drips', () => ({ pieces: repeat('s', 50) }), 'TIMEOUT', 'took longer than 800 ms'],
    [
      'breaks off half-way',
      () => ({ text: 'Sun and', ending: 'break' }),
      'MODEL_UNAVAILABLE',
      'broke off',
    ],
    ['sends what is no JSON', () => ({ lines: ['data: {"id', ''] }), 'MODEL_UNAVAILABLE', 'read'],
    ['sends what is no stream', () => ({ lines: ['<html>'] }), 'MODEL_UNAVAILABLE', 'read'],
    [
      'reports an error within the stream',
      () => ({ lines: ['data: {"error":{"message":"secret"}}', ''] }),
      'MODEL_UNAVAILABLE',
      'broke off',
    ],
  ])('ends with the reason when the server %s', async (_, reply, code, part) => {
    chat.replies = [reply()];

    const { errors } = await ask();

    expect(errors).toMatchObject([
      { extensions: { code }, message: expect.stringContaining(part) },
    ]);
    expect(JSON.stringify(errors)).not.toContain('secret');
    const [, id] = /The run (\S+) failed/.exec(errors?.[0]?.message ?? '') ?? [];
    const { data } = await stack.query('query($id: ID!) { run(id: $id) { status error } }', { id });
    expect(data.run).toMatchObject({ status: 'FAILED', error: expect.stringContaining(part) });
  });
});
