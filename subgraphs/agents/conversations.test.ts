import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { AgentsStack } from './testing/agents-stack.ts';

const PAGE = `query($id: ID!, $last: Int, $before: String) { session(id: $id) {
  messages(last: $last, before: $before) { totalCount edges { cursor node { text role } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`;
const FORGET = 'mutation($id: ID!) { deleteConversation(sessionId: $id) { id deleted } }';

let stack: AgentsStack;
let agentId: string;

beforeAll(async () => {
  stack = await AgentsStack.open([
    { chunkId: 'c', fileHash: 'f', title: 'a.txt', text: 'Tomatoes want sun and water.' },
  ]);
  agentId = await stack.createAgent();
});

afterAll(() => stack.close());

/** A session in which so many questions were answered. */
async function converse(questions: number): Promise<string> {
  const { data } = await stack.ask({ agentId, message: 'Question 0 on tomatoes?' });
  const sessionId = data.ask.session.id;
  for (let number = 1; number < questions; number++) {
    await stack.ask({ agentId, sessionId, message: `Question ${number} on tomatoes?` });
  }
  return sessionId;
}

async function readTexts(id: string): Promise<string[]> {
  const { data } = await stack.query(PAGE, { id });
  return data.session.messages.edges.map((edge: { node: { text: string } }) => edge.node.text);
}

describe('a conversation', () => {
  it('is read backwards in pages that fit together', async () => {
    const id = await converse(3);

    const last = await stack.query(PAGE, { id, last: 4 });
    const lastPage = last.data.session.messages;
    const before = await stack.query(PAGE, { id, last: 4, before: lastPage.pageInfo.startCursor });
    const firstPage = before.data.session.messages;

    expect(lastPage.totalCount).toBe(6);
    expect(lastPage.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(firstPage.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const roles = [...firstPage.edges, ...lastPage.edges].map(({ node }) => node.role);
    expect(roles).toEqual(['USER', 'ASSISTANT', 'USER', 'ASSISTANT', 'USER', 'ASSISTANT']);
    expect(firstPage.edges[0].node.text).toBe('Question 0 on tomatoes?');
  });

  it('gives an empty page when none is asked for, and refuses what is no page', async () => {
    const id = await converse(1);

    const none = await stack.query(PAGE, { id, last: 0 });
    const wrong = await Promise.all(
      [
        { last: 101 },
        { last: -1 },
        { before: '?' },
        { before: Buffer.from('x').toString('base64url') },
      ].map((args) => stack.query(PAGE, { id, ...args })),
    );

    expect(none.data.session.messages).toMatchObject({
      totalCount: 2,
      edges: [],
      pageInfo: { hasPreviousPage: true, startCursor: null },
    });
    for (const { errors } of wrong) {
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  it('shows a message as soon as it is acknowledged, also where an older state was cached', async () => {
    const id = await converse(1);
    await readTexts(id);

    await stack.ask({ agentId, sessionId: id, message: 'And more on tomatoes?' });

    expect(await readTexts(id)).toContain('And more on tomatoes?');
  });

  it('is never served older than the store, even when a writer could not drop what was cached', async () => {
    const id = await converse(1);
    await readTexts(id);

    await stack.writeTurns(id, 1);

    expect((await readTexts(id)).slice(2)).toEqual(['question 0', 'answer 0']);
  });

  it('loses nothing when Redis is emptied', async () => {
    const id = await converse(2);
    const before = await stack.query(PAGE, { id });
    const redis = new Redis({ port: stack.redis.port, protocol: 2 });
    await redis.flushall();
    await redis.quit();

    const after = await stack.query(PAGE, { id });

    expect(after.data).toEqual(before.data);
    expect(after.data.session.messages.totalCount).toBe(4);
  });

  it('is forgotten for good, with what its tools found', async () => {
    const id = await converse(2);
    await readTexts(id);

    const first = await stack.query(FORGET, { id });
    const second = await stack.query(FORGET, { id });

    expect(first.data.deleteConversation).toEqual({ id, deleted: true });
    expect(second.data.deleteConversation).toEqual({ id, deleted: false });
    expect(await readTexts(id)).toEqual([]);
    const { data } = await stack.ask({
      agentId,
      sessionId: id,
      message: 'Are tomatoes new to you?',
    });
    expect(data.ask.run.status).toBe('COMPLETED');
    expect(await readTexts(id)).toHaveLength(2);
  });

  it('gives no answer again that was forgotten', async () => {
    const input = { agentId, message: 'What do tomatoes want?', idempotencyKey: 'forgotten' };
    const { data } = await stack.ask(input);
    await stack.query(FORGET, { id: data.ask.session.id });

    const { errors } = await stack.ask(input);

    expect(errors).toMatchObject([
      { extensions: { code: 'NOT_FOUND' }, message: expect.stringContaining('deleted') },
    ]);
  });
});

describe('a conversation longer than what is cached of it', () => {
  it('is read from end to beginning without a gap', async () => {
    const id = await converse(1);
    await stack.writeTurns(id, 60);
    const texts: string[] = [];

    let before: string | null = null;
    do {
      const { data } = await stack.query(PAGE, { id, last: 37, before });
      const { edges, pageInfo } = data.session.messages;
      texts.unshift(...edges.map((edge: { node: { text: string } }) => edge.node.text));
      before = pageInfo.hasPreviousPage ? pageInfo.startCursor : null;
    } while (before !== null);

    expect(texts).toHaveLength(122);
    expect(texts.slice(2)).toEqual(
      Array.from({ length: 60 }, (_, number) => [`question ${number}`, `answer ${number}`]).flat(),
    );
  });
});

describe('while Redis is away', () => {
  it('a conversation is read, continued and forgotten all the same', async () => {
    const id = await converse(1);
    await stack.redis.kill('SIGKILL');

    const { data, errors } = await stack.ask({
      agentId,
      sessionId: id,
      message: 'Tomatoes, still?',
    });

    expect(errors).toBeUndefined();
    expect(data.ask.answer.text).toContain('Tomatoes want sun');
    expect(await readTexts(id)).toHaveLength(4);
    const forgotten = await stack.query(FORGET, { id });
    expect(forgotten.errors).toMatchObject([{ extensions: { code: 'CACHE_UNAVAILABLE' } }]);
    expect(await readTexts(id)).toEqual([]);
    await stack.redis.restart();
  });
});
