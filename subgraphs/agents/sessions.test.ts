import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { AgentsStack } from './testing/agents-stack.ts';

const SESSION = `query($id: ID!) { session(id: $id) {
  id active startedAt expiresAt agent { id name } messages { totalCount } } }`;
const MINUTE = 60_000;

let stack: AgentsStack;
let agentId: string;

beforeAll(async () => {
  stack = await AgentsStack.open([]);
  await stack.startInstance();
  agentId = await stack.createAgent();
});

afterAll(() => stack.close());

async function startSession(): Promise<string> {
  const { data } = await stack.query(
    'mutation($id: ID!) { startSession(agentId: $id) { session { id } } }',
    { id: agentId },
  );
  return data.startSession.session.id;
}

async function isActive(id: string, instance = 0): Promise<boolean> {
  const { data } = await stack.query(SESSION, { id }, instance);
  return data.session.active;
}

describe('a session in Redis', () => {
  it('is made anew from the store when Redis is emptied, as alive as it was', async () => {
    const id = await startSession();
    stack.now += 20 * MINUTE;
    await stack.ask({ agentId, sessionId: id, message: 'Are you there?' });
    const before = await stack.query(SESSION, { id });
    const redis = new Redis({ port: stack.redis.port, protocol: 2 });
    await redis.flushall();
    await redis.quit();

    // The second process holds nothing of it in memory.
    const after = await stack.query(SESSION, { id }, 1);
    stack.now += 30 * MINUTE - 1;
    const isAlive = await isActive(id);
    stack.now += 1;

    expect(after).toEqual(before);
    expect([isAlive, await isActive(id)]).toEqual([true, false]);
  });

  it('has one life in all processes, whichever is asked', async () => {
    const id = await startSession();
    await Promise.all([isActive(id, 0), isActive(id, 1)]);
    stack.now += 20 * MINUTE;
    await stack.ask({ agentId, sessionId: id, message: 'Are you there?' }, 1);

    stack.now += 20 * MINUTE;
    const after40 = [await isActive(id, 0), await isActive(id, 1)];
    await stack.query('mutation($id: ID!) { endSession(id: $id) { deleted } }', { id });

    expect(after40).toEqual([true, true]);
    expect([await isActive(id, 0), await isActive(id, 1)]).toEqual([false, false]);
  });
});

describe('a session', () => {
  it('lives for thirty minutes from its start', async () => {
    const id = await startSession();
    const { data } = await stack.query(SESSION, { id });

    stack.now += 30 * MINUTE - 1;
    const before = await isActive(id);
    stack.now += 1;
    const after = await isActive(id);

    const { startedAt, expiresAt } = data.session;
    expect(Date.parse(expiresAt) - Date.parse(startedAt)).toBe(30 * MINUTE);
    expect(data.session.agent).toEqual({ id: agentId, name: 'Reader' });
    expect([before, after]).toEqual([true, false]);
  });

  it('lives for thirty minutes more from each question', async () => {
    const id = await startSession();
    await isActive(id);
    stack.now += 20 * MINUTE;
    await stack.ask({ agentId, sessionId: id, message: 'Are you there?' });

    stack.now += 20 * MINUTE;
    const after40 = await isActive(id);
    stack.now += 10 * MINUTE;
    const after50 = await isActive(id);

    expect([after40, after50]).toEqual([true, false]);
  });

  it('lives no longer for being looked at', async () => {
    const id = await startSession();
    stack.now += 29 * MINUTE;
    const { data } = await stack.query(SESSION, { id });

    stack.now += MINUTE;

    expect(data.session.active).toBe(true);
    expect(await isActive(id)).toBe(false);
  });

  it('lives no longer for a question that it refuses', async () => {
    const id = await startSession();
    const other = await stack.createAgent();
    stack.now += 29 * MINUTE;
    await stack.ask({ agentId: other, sessionId: id, message: 'Wrong door?' });
    await stack.ask({ agentId, sessionId: id, message: ' ' });

    stack.now += MINUTE;

    expect(await isActive(id)).toBe(false);
  });

  it('refuses questions once it has expired, and keeps its conversation', async () => {
    const id = await startSession();
    await stack.ask({ agentId, sessionId: id, message: 'Are you there?' });
    stack.now += 30 * MINUTE;

    const { errors } = await stack.ask({ agentId, sessionId: id, message: 'And now?' });

    expect(errors).toMatchObject([
      {
        extensions: { code: 'BAD_USER_INPUT' },
        message: expect.stringContaining('startSession'),
      },
    ]);
    const { data } = await stack.query(SESSION, { id });
    expect(data.session).toMatchObject({ active: false, messages: { totalCount: 2 } });
  });

  it('is followed by one with a conversation of its own', async () => {
    const id = await startSession();
    await stack.ask({ agentId, sessionId: id, message: 'Are you there?' });
    stack.now += 30 * MINUTE;

    const { data } = await stack.ask({ agentId, message: 'Shall we go on?' });

    const next = await stack.query(SESSION, { id: data.ask.session.id });
    const last = await stack.query(SESSION, { id });
    expect(data.ask.session).toMatchObject({ active: true });
    expect(next.data.session.messages.totalCount).toBe(2);
    expect(last.data.session.messages.totalCount).toBe(2);
  });

  it('refuses questions once it was ended', async () => {
    const id = await startSession();
    await isActive(id);
    const END = 'mutation($id: ID!) { endSession(id: $id) { id deleted } }';

    const first = await stack.query(END, { id });
    const second = await stack.query(END, { id });

    expect(first.data.endSession).toEqual({ id, deleted: true });
    expect(second.data.endSession).toEqual({ id, deleted: false });
    expect(await isActive(id)).toBe(false);
    const { errors } = await stack.ask({ agentId, sessionId: id, message: 'And now?' });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is not there for another agent', async () => {
    const id = await startSession();
    const other = await stack.createAgent();

    const { errors } = await stack.ask({ agentId: other, sessionId: id, message: 'Who is this?' });

    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('another agent') },
    ]);
  });

  it('is begun only with an agent that is there', async () => {
    const { errors } = await stack.query(
      'mutation { startSession(agentId: "no") { session { id } } }',
    );

    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  it('is null when there is none of this id, and there is nothing to end', async () => {
    const { data } = await stack.query('{ session(id: "no") { id } run(id: "no") { id } }');
    const ended = await stack.query('mutation { endSession(id: "no") { deleted } }');

    expect(data).toEqual({ session: null, run: null });
    expect(ended.data.endSession.deleted).toBe(false);
  });

  it('is listed when it has expired or was ended, as not active', async () => {
    const id = await stack.createAgent();
    const START = 'mutation($id: ID!) { startSession(agentId: $id) { session { id } } }';
    await stack.query(START, { id });
    stack.now += 30 * MINUTE;
    const { data: ended } = await stack.query(START, { id });
    await stack.query('mutation($id: ID!) { endSession(id: $id) { deleted } }', {
      id: ended.startSession.session.id,
    });
    stack.now += 1;
    await stack.query(START, { id });

    const { data } = await stack.query(
      'query($id: ID!) { agent(id: $id) { sessions { edges { node { active } } } } }',
      { id },
    );

    expect(data.agent.sessions.edges.map((edge: { node: unknown }) => edge.node)).toEqual([
      { active: true },
      { active: false },
      { active: false },
    ]);
  });

  it('is listed with its agent, newest first, in pages', async () => {
    const id = await stack.createAgent();
    const START = 'mutation($id: ID!) { startSession(agentId: $id) { session { id } } }';
    for (const minute of [0, 1, 2]) {
      stack.now += minute * MINUTE;
      await stack.query(START, { id });
    }
    const PAGE = `query($id: ID!, $after: String) { agent(id: $id) {
      sessions(first: 2, after: $after) { totalCount
        edges { node { startedAt } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`;

    const first = await stack.query(PAGE, { id });
    const { endCursor } = first.data.agent.sessions.pageInfo;
    const second = await stack.query(PAGE, { id, after: endCursor });

    const pages = [first, second].map(({ data }) => data.agent.sessions);
    const starts = pages.flatMap(({ edges }) =>
      edges.map((edge: { node: { startedAt: string } }) => edge.node.startedAt),
    );
    expect(starts).toHaveLength(3);
    expect(starts).toEqual([...starts].sort().reverse());
    expect(pages.map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, false]);
    expect(pages.map(({ totalCount }) => totalCount)).toEqual([3, 3]);
  });
});
