import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AgentsStack } from './testing/agents-stack.ts';
import { type ChatServer, startChatServer } from './testing/chat-server.ts';

const TEXT = 'Tomatoes want sun and water.';

let chat: ChatServer;
let stack: AgentsStack;
let agentId: string;

beforeAll(async () => {
  chat = await startChatServer();
  stack = await AgentsStack.open(
    [{ chunkId: 'c', fileHash: 'f', title: 'garden.txt', text: TEXT }],
    {
      CHAT_BASE_URL: chat.url,
      CHAT_MODEL: 'scripted',
      CHAT_API_KEY: 'key',
      CHAT_MAX_RETRIES: '0',
      ASK_TIMEOUT_SECONDS: '2',
      ASK_MAX_STEPS: '3',
    },
  );
  agentId = await stack.createAgent({ memoryWindow: 3 });
});

beforeEach(() => {
  chat.requests.length = 0;
});

afterAll(async () => {
  await stack.close();
  await chat.close();
});

/** What the model was told in its first request. */
function told(): { system: string; messages: { role: string; content: string | null }[] } {
  const [system, ...messages] = chat.requests[0]?.messages ?? [];
  return {
    system: system?.content ?? '',
    messages: messages.map(({ role, content }) => ({ role, content })),
  };
}

describe('an agent with a chat model', () => {
  it('is given goal, passages and tools, and says what the model wrote', async () => {
    chat.replies = [{ text: 'They want sun and water [1].' }];

    const { data } = await stack.ask({ agentId, message: 'What do tomatoes want?' });

    expect(data.ask.answer).toMatchObject({
      text: 'They want sun and water [1].',
      generated: true,
      context: { id: 'bundle-c' },
      toolCalls: [],
    });
    expect(chat.requests[0]).toMatchObject({
      model: 'scripted',
      tools: [{ function: { name: 'search' } }],
    });
    expect(told().system).toContain('Answer from the files');
    expect(told().system).toContain(`[1] garden.txt\n${TEXT}`);
    expect(told().messages).toEqual([{ role: 'user', content: 'What do tomatoes want?' }]);
  });

  it('has its tool calls run, recorded and answered, with the citation numbers of this run', async () => {
    chat.replies = [{ tool: 'search', arguments: { query: 'tomatoes' } }, { text: 'Sun [1].' }];

    const { data } = await stack.ask({ agentId, message: 'What do tomatoes want then?' });

    expect(data.ask.answer.toolCalls).toMatchObject([
      { tool: 'search', arguments: { query: 'tomatoes', first: 8 }, error: null },
    ]);
    const result = chat.requests[1]?.messages.at(-1);
    expect(result?.role).toBe('tool');
    expect(JSON.parse(result?.content ?? '')).toEqual({
      passages: [{ citation: 1, source: 'garden.txt', file: 'f', position: 0, text: TEXT }],
    });
  });

  it('is told when a call does not fit, and may go on', async () => {
    chat.replies = [{ tool: 'search', arguments: { first: 99 } }, { text: 'I could not look.' }];

    const { data } = await stack.ask({ agentId, message: 'What do tomatoes want at last?' });

    expect(data.ask.answer.toolCalls).toMatchObject([
      { tool: 'search', result: null, error: expect.stringContaining('query') },
    ]);
    expect(chat.requests[1]?.messages.at(-1)?.content).toContain('does not fit');
    expect(data.ask.answer.text).toBe('I could not look.');
  });

  it('is told that a tool does not exist, and the call is recorded', async () => {
    chat.replies = [{ tool: 'shell', arguments: { command: 'ls' } }, { text: 'I may not.' }];

    const { data } = await stack.ask({ agentId, message: 'What do tomatoes want in a shell?' });

    expect(data.ask.answer.toolCalls).toMatchObject([
      { tool: 'shell', result: null, error: expect.stringContaining('no tool "shell"') },
    ]);
    expect(data.ask.answer.text).toBe('I may not.');
  });

  it('cites nothing that is not there', async () => {
    chat.replies = [{ text: 'Sun [1], water [7] and list[3] [1][9].' }];

    const { data } = await stack.ask({ agentId, message: 'What do tomatoes want today?' });

    expect(data.ask.answer.text).toBe('Sun [1], water and list[3] [1].');
  });

  it('remembers as many messages as the agent has a window for', async () => {
    chat.replies = [{ text: 'First answer [1].' }, { text: 'Second answer.' }, { text: 'Third.' }];
    const { data } = await stack.ask({ agentId, message: 'Tomatoes one?' });
    const sessionId = data.ask.session.id;
    await stack.ask({ agentId, sessionId, message: 'Tomatoes two?' });
    chat.requests.length = 0;

    await stack.ask({ agentId, sessionId, message: 'Tomatoes three?' });

    expect(told().messages).toEqual([
      { role: 'user', content: 'Tomatoes two?' },
      { role: 'assistant', content: 'Second answer.' },
      { role: 'user', content: 'Tomatoes three?' },
    ]);
  });
});

describe('a conversation deleted while it is answered', () => {
  it('stays deleted: the run is cancelled and the answer goes nowhere', async () => {
    const { data } = await stack.query(
      'mutation($id: ID!) { startSession(agentId: $id) { session { id } } }',
      { id: agentId },
    );
    const id = data.startSession.session.id;
    const gate = new EventEmitter();
    chat.replies = [{ text: 'Too late.', after: once(gate, 'open') }];
    const arrival = chat.nextRequest();
    const asking = stack.ask({ agentId, sessionId: id, message: 'What do tomatoes want?' });
    await arrival;

    await stack.query('mutation($id: ID!) { deleteConversation(sessionId: $id) { deleted } }', {
      id,
    });
    gate.emit('open');

    const { errors } = await asking;
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const [, runId] = /The run (\S+) failed/.exec(errors?.[0]?.message ?? '') ?? [];
    const after = await stack.query(
      `query($session: ID!, $run: ID!) { run(id: $run) { status toolCalls { tool } }
        session(id: $session) { messages { totalCount } } }`,
      { session: id, run: runId },
    );
    expect(after.data).toEqual({
      run: { status: 'CANCELLED', toolCalls: [] },
      session: { messages: { totalCount: 0 } },
    });
  });
});

describe('a chat model that fails', () => {
  it.each([
    ['refuses', [{ status: 401 }], 'MODEL_UNAVAILABLE', 'status 401'],
    ['breaks', [{ status: 500 }], 'MODEL_UNAVAILABLE', 'status 500'],
    [
      'never stops calling',
      [{ tool: 'search', arguments: { query: 'sun' } }],
      'MODEL_UNAVAILABLE',
      '3 steps',
    ],
    ['says nothing', [{ text: ' ' }], 'MODEL_UNAVAILABLE', 'no answer'],
    ['is too slow', [{ silence: true as const }], 'TIMEOUT', '2000 ms'],
  ])('and %s ends the run with the reason', async (_, replies, code, part) => {
    chat.replies = replies;

    const { errors } = await stack.ask({ agentId, message: 'What do tomatoes want?' });

    expect(errors).toMatchObject([
      { extensions: { code }, message: expect.stringContaining(part) },
    ]);
    expect(JSON.stringify(errors)).not.toContain('secret');
    const [, id] = /The run (\S+) failed/.exec(errors?.[0]?.message ?? '') ?? [];
    const { data } = await stack.query('query($id: ID!) { run(id: $id) { status error step } }', {
      id,
    });
    expect(data.run).toMatchObject({
      status: 'FAILED',
      step: null,
      error: expect.stringContaining(part),
    });
  });
});
