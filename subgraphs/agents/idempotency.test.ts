import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { AgentsStack } from './testing/agents-stack.ts';

const MESSAGES = `query($id: ID!) { session(id: $id) {
  messages { totalCount edges { node { role text } } } } }`;

let stack: AgentsStack;
let agentId: string;

beforeAll(async () => {
  stack = await AgentsStack.open([
    { chunkId: 'c', fileHash: 'f', title: 'a.txt', text: 'Tomatoes want sun and water.' },
  ]);
  await stack.startInstance();
  agentId = await stack.createAgent();
});

afterAll(() => stack.close());

describe('one idempotency key', () => {
  it('runs once, and gives every caller the same answer, whichever process they ask', async () => {
    const input = { agentId, message: 'What do tomatoes want?', idempotencyKey: 'tomatoes' };

    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => stack.ask(input, index % 2)),
    );
    const later = await stack.ask(input, 1);

    const seen = new Set([...answers, later].map(({ data }) => JSON.stringify(data.ask.answer)));
    expect(seen.size).toBe(1);
    const { data } = await stack.query(MESSAGES, { id: later.data.ask.session.id });
    expect(data.session.messages.totalCount).toBe(2);
    const agent = await stack.query(
      'query($id: ID!) { agent(id: $id) { sessions { totalCount } } }',
      {
        id: agentId,
      },
    );
    expect(agent.data.agent.sessions.totalCount).toBe(1);
  });

  it('gives the same answer to a process that was not there, after Redis was emptied', async () => {
    const input = { agentId, message: 'Do tomatoes want water?', idempotencyKey: 'water' };
    const first = await stack.ask(input);
    const redis = new Redis({ port: stack.redis.port, protocol: 2 });
    await redis.flushall();
    await redis.quit();

    const again = await stack.ask(input, await stack.startInstance());

    expect(again.data.ask.answer).toEqual(first.data.ask.answer);
    expect(again.data.ask.run.id).toBe(first.data.ask.run.id);
  });

  it('is refused for another question', async () => {
    await stack.ask({ agentId, message: 'What do tomatoes want?', idempotencyKey: 'once' });

    const { errors } = await stack.ask({ agentId, message: 'And basil?', idempotencyKey: 'once' });

    expect(errors).toMatchObject([
      {
        extensions: { code: 'BAD_USER_INPUT' },
        message: expect.stringContaining('another question'),
      },
    ]);
  });

  it('gives the same failure again', async () => {
    const { data } = await stack.query(
      'mutation($id: ID!) { startSession(agentId: $id) { session { id } } }',
      { id: agentId },
    );
    const sessionId = data.startSession.session.id;
    const input = { agentId, sessionId, message: 'Sun?', idempotencyKey: 'doomed' };
    stack.retrieval.fails = true;
    const first = await stack.ask(input);
    stack.retrieval.fails = false;

    const second = await stack.ask(input, 1);

    expect(first.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    expect(second.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
    const messages = await stack.query(MESSAGES, { id: sessionId });
    expect(messages.data.session.messages.totalCount).toBe(1);
  });
});

describe('questions of one session', () => {
  it('are answered one after the other, also by two processes', async () => {
    const first = await stack.ask({ agentId, message: 'What do tomatoes want?' });
    const sessionId = first.data.ask.session.id;

    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        stack.ask({ agentId, sessionId, message: `Number ${index}: tomatoes, water?` }, index % 2),
      ),
    );

    expect(answers.flatMap(({ errors }) => errors ?? [])).toEqual([]);
    const { data } = await stack.query(MESSAGES, { id: sessionId });
    const roles = data.session.messages.edges.map(
      (edge: { node: { role: string } }) => edge.node.role,
    );
    expect(roles).toEqual(Array.from({ length: 7 }, () => ['USER', 'ASSISTANT']).flat());
  });
});
