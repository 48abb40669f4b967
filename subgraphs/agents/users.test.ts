import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AgentsStack, ASK, CREATE_AGENT, READER, sendGraphQL } from './testing/agents-stack.ts';
import { type ChatServer, startChatServer } from './testing/chat-server.ts';

const AGENTS = `query($first: Int, $after: String) { agents(first: $first, after: $after) {
  totalCount edges { node { id } } pageInfo { endCursor } } }`;
const CONVERSATION = 'query($id: ID!) { session(id: $id) { messages { totalCount } } }';

let chat: ChatServer;
let stack: AgentsStack;

beforeAll(async () => {
  chat = await startChatServer();
  stack = await AgentsStack.open([], { CHAT_BASE_URL: chat.url, CHAT_MODEL: 'scripted' });
});

afterAll(async () => {
  await stack.close();
  await chat.close();
});

async function createAgentOf(userId: string): Promise<string> {
  const { data } = await stack.queryAs(userId, CREATE_AGENT, { input: READER });
  return data.createAgent.agent.id;
}

describe('the agents of a user', () => {
  it('are listed and counted for that user alone, also from the middle of a list', async () => {
    const first = await createAgentOf('ada');
    stack.now += 1;
    await createAgentOf('bob');
    stack.now += 1;
    const second = await createAgentOf('ada');

    const top = await stack.queryAs('ada', AGENTS, { first: 1 });
    const after = top.data.agents.pageInfo.endCursor;
    const rest = await stack.queryAs('ada', AGENTS, { after });
    const hisFromHerPlace = await stack.queryAs('bob', AGENTS, { after });

    expect(top.data.agents).toMatchObject({ totalCount: 2, edges: [{ node: { id: second } }] });
    expect(rest.data.agents.edges).toEqual([{ node: { id: first } }]);
    expect(hisFromHerPlace.data.agents.totalCount).toBe(1);
    expect(JSON.stringify(hisFromHerPlace)).not.toContain(first);
  });

  it('are not those of nobody in particular, nor the other way round', async () => {
    const hers = await createAgentOf('eve');
    const nobodys = await stack.createAgent();
    const READ = 'query($id: ID!) { agent(id: $id) { id } }';

    const byNobody = await stack.query(READ, { id: hers });
    const byHer = await stack.queryAs('eve', READ, { id: nobodys });

    expect([byNobody.data.agent, byHer.data.agent]).toEqual([null, null]);
  });
});

describe('one idempotency key of two users', () => {
  it('is two keys: each has an answer of their own, for another question too', async () => {
    const [hers, his] = [await createAgentOf('ada'), await createAgentOf('bob')];
    const idempotencyKey = 'monday';
    chat.replies = [{ text: 'For her.' }, { text: 'For him.' }, { text: 'For nobody.' }];

    const first = await stack.queryAs('ada', ASK, {
      input: { agentId: hers, message: 'One?', idempotencyKey },
    });
    const second = await stack.queryAs('bob', ASK, {
      input: { agentId: his, message: 'Two?', idempotencyKey },
    });
    const again = await stack.queryAs('ada', ASK, {
      input: { agentId: hers, message: 'One?', idempotencyKey },
    });

    const texts = [first, second, again].map(({ data }) => data.ask.answer.text);
    expect(texts).toEqual(['For her.', 'For him.', 'For her.']);
  });
});

describe("another user's session", () => {
  it('is not waited for, however busy it is', async () => {
    const [hers, his] = [await createAgentOf('ada'), await createAgentOf('bob')];
    chat.replies = [{ text: 'First.' }];
    const { data } = await stack.queryAs('ada', ASK, {
      input: { agentId: hers, message: 'Ready?' },
    });
    const sessionId = data.ask.session.id;
    const gate = new EventEmitter();
    chat.replies = [{ text: 'Second.', after: once(gate, 'open') }];
    const arrival = chat.nextRequest();
    const busy = stack.queryAs('ada', ASK, { input: { agentId: hers, sessionId, message: 'Go.' } });
    const order: string[] = [];
    const hersIsDone = busy.then(() => order.push('hers'));
    await arrival;

    const { errors } = await stack.queryAs('bob', ASK, {
      input: { agentId: his, sessionId, message: 'Me too.' },
    });
    order.push('his');
    gate.emit('open');
    await hersIsDone;

    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    expect(order).toEqual(['his', 'hers']);
  });

  it('is not found in what another process has cached of it', async () => {
    const agentId = await createAgentOf('ada');
    chat.replies = [{ text: 'Kept.' }];
    const { data } = await stack.queryAs('ada', ASK, { input: { agentId, message: 'Keep it.' } });
    const variables = { id: data.ask.session.id };
    const url = stack.urlOf(await stack.startInstance());
    await stack.queryAs('ada', CONVERSATION, variables);

    const hers = await sendGraphQL(url, CONVERSATION, variables, { 'x-user-id': 'ada' });
    const his = await sendGraphQL(url, CONVERSATION, variables, { 'x-user-id': 'bob' });

    expect(hers.data.session.messages.totalCount).toBe(2);
    expect(his.data.session).toBeNull();
  });
});

describe('a header that is no id', () => {
  it('is refused before anything is asked', async () => {
    const response = await fetch(`${stack.urlOf()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-user-id': 'ada lovelace' },
      body: JSON.stringify({ query: AGENTS }),
    });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});
