import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AgentsStack } from './testing/agents-stack.ts';
import type { ServedPassage } from './testing/retrieval-server.ts';

const QUESTION = 'Which key does allkeys-lru remove?';
const ANSWER = 'The policy allkeys-lru removes the least recently used key.';
const eviction: ServedPassage = {
  chunkId: 'eviction:0',
  fileHash: 'aa',
  title: 'eviction.md',
  text: `# Eviction policies\n\nRedis evicts keys at its memory limit. ${ANSWER}`,
};
const garden: ServedPassage = {
  chunkId: 'garden:0',
  fileHash: 'bb',
  title: 'garden.txt',
  text: 'Tomatoes want sun and water.',
};

let stack: AgentsStack;
let agentId: string;

beforeAll(async () => {
  stack = await AgentsStack.open([eviction, garden], { ASK_TIMEOUT_SECONDS: '5' });
  agentId = await stack.createAgent();
});

beforeEach(() => {
  stack.retrieval.calls.length = 0;
  stack.retrieval.passages = [eviction, garden];
  stack.retrieval.searchError = null;
});

afterAll(() => stack.close());

async function removeFromCache(body: unknown): Promise<void> {
  const response = await fetch(`${stack.urlOf()}/api/v1/cache/invalidate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

describe('asking', () => {
  it('answers with a quotation that stands in the passage cited, and remembers the way to it', async () => {
    const { data, errors } = await stack.ask({ agentId, message: QUESTION });

    expect(errors).toBeUndefined();
    expect(data.ask.answer).toMatchObject({
      role: 'ASSISTANT',
      text: `"${ANSWER}" [1]`,
      generated: false,
      context: { id: 'bundle-eviction:0' },
      toolCalls: [
        {
          tool: 'search',
          arguments: { query: QUESTION, first: 8 },
          error: null,
          cache: { status: 'MISS' },
        },
      ],
    });
    expect(data.ask.answer.toolCalls[0].tookMs).toBeGreaterThan(0);
    expect(data.ask.answer.toolCalls[0].cache.tags).toEqual(
      expect.arrayContaining(['search', 'file-aa', `session-${data.ask.session.id}`]),
    );
    expect(data.ask.run).toMatchObject({ status: 'COMPLETED', step: null, progress: 1 });
  });

  it('asks retrieval under the request id that it was given', async () => {
    await stack.ask({ agentId, message: 'What do tomatoes want?' });

    expect(stack.retrieval.calls).toEqual([
      { operation: 'contextBundle', query: 'What do tomatoes want?', requestId: 'test-request' },
      { operation: 'search', query: 'What do tomatoes want?', requestId: 'test-request' },
    ]);
  });

  it('says plainly that nothing answers', async () => {
    const { data } = await stack.ask({ agentId, message: 'What is the capital of Peru?' });

    expect(data.ask.answer.text).toBe('Nothing that was found in the files answers this.');
  });

  it('asks retrieval nothing for the same question again, in any session', async () => {
    await stack.ask({ agentId, message: 'Which memory limit?' });
    stack.retrieval.calls.length = 0;

    const { data } = await stack.ask({ agentId, message: 'Which memory limit?' });

    const { cache } = data.ask.answer.toolCalls[0];
    expect(cache.status).toBe('HIT');
    expect(stack.retrieval.calls).toEqual([]);
    expect(cache.tags.filter((tag: string) => tag.startsWith('session-'))).toEqual([]);
  });

  it.each([
    ['its file', { tags: ['file-aa'] }],
    ['what searches find', { tags: ['search', 'context'] }],
  ])('reads anew when %s has changed', async (_, invalidation) => {
    await stack.ask({ agentId, message: QUESTION });
    stack.retrieval.passages = [{ ...eviction, text: 'The policy allkeys-lru removes nothing.' }];

    await removeFromCache(invalidation);

    const { data } = await stack.ask({ agentId, message: QUESTION });
    expect(data.ask.answer.toolCalls[0].cache.status).toBe('MISS');
    expect(data.ask.answer.text).toBe('"The policy allkeys-lru removes nothing." [1]');
    await removeFromCache({ kinds: ['tool'] });
  });

  it('skips a hit that the bundle does not hold, because it could not be cited', async () => {
    await removeFromCache({ kinds: ['tool'] });
    await stack.ask({ agentId, message: QUESTION });
    await removeFromCache({ tags: ['search'] });
    stack.retrieval.passages = [
      { ...eviction, chunkId: 'other:0', text: 'The key that allkeys-lru does remove is another.' },
    ];

    const { data } = await stack.ask({ agentId, message: QUESTION });

    expect(data.ask.answer.text).toBe('Nothing that was found in the files answers this.');
    await removeFromCache({ kinds: ['tool'] });
  });

  it('records a tool that fails, and answers with what is left', async () => {
    stack.retrieval.searchError = { code: 'MODEL_UNAVAILABLE', message: 'no embeddings now' };

    const { data } = await stack.ask({ agentId, message: 'What do tomatoes want with sun?' });

    expect(data.ask.answer.toolCalls).toMatchObject([
      { tool: 'search', result: null, error: 'no embeddings now', cache: { tags: null } },
    ]);
    expect(data.ask.answer.text).toContain('could not be searched');
    expect(data.ask.run.status).toBe('COMPLETED');
  });

  it('needs no retrieval for an agent without tools', async () => {
    const id = await stack.createAgent({ tools: [] });

    const { data } = await stack.ask({ agentId: id, message: QUESTION });

    expect(stack.retrieval.calls).toEqual([]);
    expect(data.ask.answer).toMatchObject({ context: null, toolCalls: [] });
    expect(data.ask.answer.text).toContain('no way to look into the files');
  });
});

describe('a question that cannot be asked', () => {
  it.each([
    ['an empty message', { message: ' \n' }, 'BAD_USER_INPUT'],
    ['a message over 8,000 characters', { message: 'a'.repeat(8001) }, 'BAD_USER_INPUT'],
    ['an empty key', { message: 'x', idempotencyKey: '' }, 'BAD_USER_INPUT'],
    ['an agent that is not there', { message: 'x', agentId: 'nobody' }, 'NOT_FOUND'],
    ['a session that is not there', { message: 'x', sessionId: 'nothing' }, 'NOT_FOUND'],
  ])('is refused: %s', async (_, input, code) => {
    const { errors } = await stack.ask({ agentId, ...input });

    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  it('takes the longest message', async () => {
    const { errors } = await stack.ask({ agentId, message: '😀 '.repeat(2666) });

    expect(errors).toBeUndefined();
  });
});

describe('asking while retrieval is away', () => {
  it('ends with a clear error; the run says why, and the question stays', async () => {
    const away = await AgentsStack.open([]);
    await away.retrieval.close();
    const id = await away.createAgent();
    const started = await away.query(
      'mutation($id: ID!) { startSession(agentId: $id) { session { id } } }',
      { id },
    );
    const sessionId = started.data.startSession.session.id;

    const { errors } = await away.ask({ agentId: id, sessionId, message: QUESTION });

    const [error] = errors ?? [];
    expect(error).toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
    const [, runId] = /The run (\S+) failed/.exec(error?.message ?? '') ?? [];
    const { data } = await away.query(
      `query($run: ID!, $session: ID!) {
        run(id: $run) { status error finishedAt }
        session(id: $session) { messages { edges { node { role text } } } } }`,
      { run: runId, session: sessionId },
    );
    expect(data.run).toMatchObject({
      status: 'FAILED',
      error: expect.stringContaining('retrieval service cannot be reached'),
      finishedAt: expect.any(String),
    });
    expect(data.session.messages.edges).toEqual([{ node: { role: 'USER', text: QUESTION } }]);
    await away.close();
  });
});
