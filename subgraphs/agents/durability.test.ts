import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AgentsProcess, startAgentsProcess } from './testing/agents-process.ts';
import { AgentsStack, sendGraphQL } from './testing/agents-stack.ts';
import { type ChatServer, startChatServer } from './testing/chat-server.ts';

const EVERYTHING = `query($agent: ID!, $session: ID!, $run: ID!) {
  agent(id: $agent) { name goal tools { name } memoryWindow createdAt }
  session(id: $session) { startedAt expiresAt active
    messages { edges { cursor node { id role text at generated context { id }
      toolCalls { tool arguments result } } } } }
  run(id: $run) { status startedAt finishedAt toolCalls { tool } } }`;

let chat: ChatServer;
let stack: AgentsStack;
let first: AgentsProcess;

beforeAll(async () => {
  chat = await startChatServer();
  stack = await AgentsStack.open(
    [{ chunkId: 'c', fileHash: 'f', title: 'a.txt', text: 'Tomatoes want sun and water.' }],
    { CHAT_BASE_URL: chat.url, CHAT_MODEL: 'scripted' },
  );
  first = await startAgentsProcess(stack.environment);
});

afterAll(async () => {
  await first.stop('SIGKILL');
  await stack.close();
  await chat.close();
});

describe('the agents service, killed', () => {
  it('has everything that it acknowledged when it is started again', async () => {
    chat.replies = [{ tool: 'search', arguments: { query: 'tomatoes' } }, { text: 'Sun [1].' }];
    const agent = await stack.createAgent();
    const asked = await sendGraphQL(
      first.url,
      `mutation($id: ID!) { ask(input: { agentId: $id, message: "What do tomatoes want?" }) {
        run { id } session { id } } }`,
      { id: agent },
    );
    const ids = { agent, session: asked.data.ask.session.id, run: asked.data.ask.run.id };
    const before = await sendGraphQL(first.url, EVERYTHING, ids);

    await first.stop('SIGKILL');
    await stack.redis.restart();
    first = await startAgentsProcess(stack.environment);

    const after = await sendGraphQL(first.url, EVERYTHING, ids);
    expect(before.data.session.messages.edges).toHaveLength(2);
    expect(after).toEqual(before);
  });

  it('marks what it was doing as failed, with the reason, and lets the session go on', async () => {
    const agent = await stack.createAgent();
    const { data } = await sendGraphQL(
      first.url,
      'mutation($id: ID!) { startSession(agentId: $id) { session { id } } }',
      { id: agent },
    );
    const input = { agentId: agent, sessionId: data.startSession.session.id, message: 'Tomatoes?' };
    const ASK = 'mutation($input: AskInput!) { ask(input: $input) { run { id status } } }';
    chat.requests.length = 0;
    chat.replies = [{ silence: true }];
    const lost = sendGraphQL(first.url, ASK, { input: { ...input, idempotencyKey: 'lost' } });
    lost.catch(() => undefined);
    await chat.nextRequest();

    await first.stop('SIGKILL');
    first = await startAgentsProcess(stack.environment);

    await expect(lost).rejects.toThrow();
    chat.replies = [{ text: 'Sun.' }];
    const replayed = await sendGraphQL(first.url, ASK, {
      input: { ...input, idempotencyKey: 'lost' },
    });
    const next = await sendGraphQL(first.url, ASK, { input });
    expect(replayed.errors).toMatchObject([
      { message: expect.stringContaining('ended before it was done') },
    ]);
    expect(next.data.ask.run.status).toBe('COMPLETED');
  });
});

describe('a run that was given up while its process was away', () => {
  it('has one reason, which the one who waits for it is told too', async () => {
    const agentId = await stack.createAgent();
    const question = { agentId, message: 'Tomatoes, and when?', idempotencyKey: 'hung' };
    const gate = new EventEmitter();
    chat.replies = [{ text: 'Too late.', after: once(gate, 'open') }];
    const arrival = chat.nextRequest();
    const waiting = stack.ask(question);
    await arrival;

    stack.now += 60_000;
    const again = await stack.ask(question);
    gate.emit('open');

    const { errors } = await waiting;
    const told = { message: expect.stringContaining('ended before it was done') };
    expect([errors, again.errors]).toMatchObject([[told], [told]]);
    expect(errors?.[0]?.extensions.code).toBe(again.errors?.[0]?.extensions.code);
  });
});
