import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgentsStack } from './testing/agents-stack.ts';

const SESSION = `query($id: ID!) { session(id: $id) {
  id active startedAt expiresAt agent { id name } messages { totalCount } } }`;
const MINUTE = 60_000;

let stack: AgentsStack;
let agentId: string;

beforeAll(async () => {
  stack = await AgentsStack.open([]);
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

async function isActive(id: string): Promise<boolean> {
  const { data } = await stack.query(SESSION, { id });
  return data.session.active;
}

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

  it('refuses questions once it has expired, and keeps its conversation', async () => {
    const id = await startSession();
    await stack.ask({ agentId, sessionId: id, message: 'Are you there?' });
    stack.now += 31 * MINUTE;

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
