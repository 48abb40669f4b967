import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../shared/testing/eventually.ts';
import { AgentsStack } from './testing/agents-stack.ts';
import { type ChatServer, startChatServer } from './testing/chat-server.ts';

const SUMMARY = `query($id: ID!) { session(id: $id) {
  summary { text generated messageCount at } messages { totalCount } } }`;
const FORGET = 'mutation($id: ID!) { deleteConversation(sessionId: $id) { deleted } }';

/** What leaves a window of two after four questions is enough for a summary. */
const QUESTIONS = ['Call me Ada Lovelace.', 'I grow figs.', 'On a south wall.', 'What else?'];

let chat: ChatServer;
let stack: AgentsStack;
let agentId: string;

beforeAll(async () => {
  chat = await startChatServer();
  stack = await AgentsStack.open([], {
    CHAT_BASE_URL: chat.url,
    CHAT_MODEL: 'scripted',
    CHAT_MAX_RETRIES: '0',
    MEMORY_WINDOW_TOKENS: '500',
  });
});

afterAll(async () => {
  await stack.close();
  await chat.close();
});

beforeEach(async () => {
  chat.requests.length = 0;
  agentId = await stack.createAgent({ tools: [], memoryWindow: 2 });
});

async function converse(messages: readonly string[], sessionId?: string): Promise<string> {
  let session = sessionId;
  for (const message of messages) {
    const { data } = await stack.ask({ agentId, message, sessionId: session });
    session = data.ask.session.id;
  }
  return session ?? '';
}

async function readSummary(id: string, instance = 0) {
  const { data } = await stack.query(SUMMARY, { id }, instance);
  return data.session.summary;
}

const onceSummarised = (id: string) =>
  eventually(
    () => readSummary(id),
    (summary) => summary !== null,
  );

describe('what falls out of the window', () => {
  it('is summarised by the model after the answer, and given to it with the next question', async () => {
    chat.replies = [
      ...QUESTIONS.map(() => ({ text: 'Noted.' })),
      { text: 'Ada grows figs.' },
      { text: 'Fine.' },
    ];
    const id = await converse(QUESTIONS);

    const summary = await onceSummarised(id);
    await converse(['And now?'], id);

    expect(summary).toMatchObject({ text: 'Ada grows figs.', generated: true, messageCount: 6 });
    const asked = chat.requests[4]?.messages.map(({ content }) => content).join('\n');
    expect(asked).toContain('User: Call me Ada Lovelace.');
    const { messages = [] } = chat.requests[5] ?? {};
    expect(messages[0]?.content).toContain('Ada grows figs.');
    expect(messages.slice(1).map(({ content }) => content)).toEqual(['Noted.', 'And now?']);
  });

  it('is summarised on from the summary before, a few turns at a time', async () => {
    const noted = { text: 'Noted.' };
    const first = [...QUESTIONS.map(() => noted), { text: 'Ada grows figs.' }];
    chat.replies = [...first, noted, noted, noted, { text: 'Ada grows figs and likes tea.' }];
    const id = await converse(QUESTIONS);
    await onceSummarised(id);

    await converse(['I like tea.', 'And milk?', 'Not too much.'], id);

    const summary = await eventually(
      () => readSummary(id),
      ({ messageCount }) => messageCount === 12,
    );
    expect(summary.text).toBe('Ada grows figs and likes tea.');
    const asked = chat.requests[8]?.messages.at(-1)?.content;
    expect(asked).toContain('Summary of what came before:\nAda grows figs.');
    expect(asked).toContain('User: I like tea.');
    expect(asked).not.toContain('Lovelace');
  });

  it('is told in its own words before there is a summary, and costs no question more of the model', async () => {
    chat.replies = [{ text: 'Noted.' }];
    await converse(QUESTIONS.slice(0, 3));

    const [system] = chat.requests[2]?.messages ?? [];

    expect(chat.requests).toHaveLength(3);
    expect(system?.content).toContain('User: Call me Ada Lovelace.');
  });

  it('is summarised by quotations when the model fails at it, and the turn is answered', async () => {
    chat.replies = [
      ...QUESTIONS.map(() => ({ text: 'Noted.' })),
      { status: 500 },
      { text: 'Fine.' },
    ];
    const id = await converse(QUESTIONS);

    const summary = await onceSummarised(id);

    expect(summary.generated).toBe(false);
    expect(summary.text).toContain('User: Call me Ada Lovelace.');
  });

  it('is forgotten with the conversation, also when that is deleted while it is summarised', async () => {
    let summarise: (() => void) | undefined;
    const after = new Promise<void>((resolve) => {
      summarise = resolve;
    });
    chat.replies = [
      ...QUESTIONS.map(() => ({ text: 'Noted.' })),
      { text: 'Ada grows figs.', after },
      { text: 'Fine.' },
    ];
    const id = await converse(QUESTIONS);
    await eventually(
      () => chat.requests.length,
      (count) => count === 5,
    );

    await stack.query(FORGET, { id });
    await converse(QUESTIONS, id);
    summarise?.();
    const summary = await onceSummarised(id);

    expect(summary.text).toBe('Fine.');
    await stack.query(FORGET, { id });
    expect(await readSummary(id)).toBeNull();
  });

  it('is still summarised after a restart', async () => {
    chat.replies = [...QUESTIONS.map(() => ({ text: 'Noted.' })), { text: 'Ada grows figs.' }];
    const id = await converse(QUESTIONS);
    const before = await onceSummarised(id);

    const instance = await stack.startInstance();

    expect(await readSummary(id, instance)).toEqual(before);
  });
});

describe('the window', () => {
  it('cuts a message that is too long for its tokens, says so, and keeps those before it', async () => {
    agentId = await stack.createAgent({ tools: [], memoryWindow: 10 });
    chat.replies = [{ text: 'fig '.repeat(3000) }, { text: 'Fine.' }];

    await converse(['Tell me of figs.', 'Thanks.']);

    const [, ...window] = chat.requests[1]?.messages ?? [];
    expect(window.map(({ content }) => content)).toEqual([
      'Tell me of figs.',
      expect.stringMatching(
        /^fig (?:fig )+.*\n\[… cut: the first \d+ of 3\d{3} tokens of this message]$/,
      ),
      'Thanks.',
    ]);
  });
});

describe('the tool recall', () => {
  it('gives the model what was said in other conversations, and nothing of this one', async () => {
    agentId = await stack.createAgent({ tools: ['recall'] });
    chat.replies = [{ text: 'Noted.' }];
    await converse(['Figs grow on my south wall.']);
    chat.replies = [
      { tool: 'recall', arguments: { query: 'where do my figs grow', first: 1 } },
      { text: 'On your south wall.' },
    ];

    const { data } = await stack.ask({ agentId, message: 'Where do my figs grow?' });

    const [call] = data.ask.answer.toolCalls;
    expect(call).toMatchObject({ tool: 'recall', error: null, cache: { status: 'BYPASS' } });
    expect(JSON.parse(call.result).remembered).toMatchObject([
      { speaker: 'user', text: 'Figs grow on my south wall.' },
    ]);
    expect(data.ask.answer.text).toBe('On your south wall.');
  });
});
