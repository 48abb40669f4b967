import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, readUserId, type UserId } from '../shared/service/user-id.ts';
import { AgentStore } from './agent-store.ts';
import { type AgentsDatabase, openAgentsDatabase } from './agents-database.ts';
import { MessageStore } from './message-store.ts';
import { RunStore } from './run-store.ts';
import { SessionStore } from './session-store.ts';
import { NOT_CACHED } from './tool-call.ts';
import { TurnStore } from './turn-store.ts';

const AT = '2026-03-14T09:00:00.000Z';
const LATER = '2026-03-14T09:30:00.000Z';
const ada = readUserId('ada');

let open: AgentsDatabase;
let stores: Stores;

beforeEach(async () => {
  open = await openAgentsDatabase(':memory:');
  stores = openStores(open);
  await settle(stores);
});

afterEach(() => open.destroy());

function openStores(of: AgentsDatabase) {
  return {
    agents: new AgentStore(of),
    sessions: new SessionStore(of),
    runs: new RunStore(of),
    messages: new MessageStore(of),
    turns: new TurnStore(of),
  };
}
type Stores = ReturnType<typeof openStores>;

/** A question of this user in the session `s`. */
function question(userId: UserId, runId: string, idempotencyKey: string | null) {
  const session = { agentId: 'a', session: { id: 's' }, expiresAt: LATER };
  const lease = { owner: 'host/1/2', leaseExpiresAt: LATER };
  return {
    ...session,
    ...lease,
    userId,
    runId,
    idempotencyKey,
    text: 'Sun?',
    requestHash: '',
    at: AT,
  };
}

/** An agent `a` with a session `s`, in which a run `r` with the key `k` used a tool and answered, and another is under way. */
async function settle({ agents, sessions, runs, turns }: Stores): Promise<void> {
  const agent = {
    id: 'a',
    name: 'Reader',
    goal: 'Read',
    tools: [],
    memoryWindow: 1,
    createdAt: AT,
  };
  const session = { id: 's', agentId: 'a', startedAt: AT, expiresAt: LATER, endedAt: null };
  const call = {
    tool: 'search',
    arguments: {},
    result: '',
    error: null,
    cache: NOT_CACHED,
    tookMs: 1,
  };
  const answer = { text: 'Sun.', generated: false, contextId: null, at: AT, expiresAt: LATER };
  await agents.insert(ada, agent);
  await sessions.insert(ada, { ...session, revision: 1 });
  await turns.begin(question(ada, 'r', 'k'));
  await runs.addToolCall('r', 0, call);
  await turns.complete({ runId: 'r', userId: ada, sessionId: 's', ...answer });
  await turns.begin(question(ada, 'under way', null));
}

/** Each thing that a store does with an id or for a list, and what comes of it when there is nothing. */
const deeds: readonly [string, (stores: Stores, userId: UserId) => Promise<unknown>, unknown][] = [
  ['agents.find', ({ agents }, user) => agents.find(user, 'a'), null],
  ['agents.findMany', ({ agents }, user) => agents.findMany(user, ['a']), []],
  ['agents.page', ({ agents }, user) => agents.page(user, 9, null), []],
  ['agents.count', ({ agents }, user) => agents.count(user), 0],
  ['agents.delete', ({ agents }, user) => agents.delete(user, 'a'), null],
  ['sessions.findStates', ({ sessions }, user) => sessions.findStates(user, ['s']), []],
  ['sessions.findMany', ({ sessions }, user) => sessions.findMany(user, ['s']), []],
  [
    'sessions.page',
    ({ sessions }, user) => sessions.page(user, 'a', { limit: 9, after: null }),
    [],
  ],
  ['sessions.count', ({ sessions }, user) => sessions.count(user, 'a'), 0],
  ['sessions.end', ({ sessions }, user) => sessions.end(user, 's', AT), false],
  ['runs.find', ({ runs }, user) => runs.find(user, 'r'), null],
  ['runs.findByIdempotencyKey', ({ runs }, user) => runs.findByIdempotencyKey(user, 'k'), null],
  [
    'runs.findToolCalls',
    async ({ runs }, user) => (await runs.findToolCalls(user, ['r'])).get('r'),
    [],
  ],
  [
    'messages.last',
    ({ messages }, user) => messages.last({ userId: user, sessionId: 's' }, 9, null),
    [],
  ],
  ['messages.findAnswer', ({ messages }, user) => messages.findAnswer(user, 'r'), null],
  ['turns.cancel', ({ turns }, user) => turns.cancel(user, 'under way', AT), false],
  ['turns.forget', ({ turns }, user) => turns.forget({ userId: user, sessionId: 's' }, AT), false],
];

/** All that is in the store. */
async function readAll(from: AgentsDatabase): Promise<unknown> {
  const tables = ['agents', 'sessions', 'runs', 'messages', 'tool_calls'] as const;
  return Promise.all(tables.map((table) => from.selectFrom(table).selectAll().execute()));
}

describe('the stores', () => {
  it.each(deeds)('do for another user as if nothing were there: %s', async (_, deed, nothing) => {
    const before = await readAll(open);

    const others = [await deed(stores, readUserId('bob')), await deed(stores, ANONYMOUS)];

    expect(others).toEqual([nothing, nothing]);
    expect(await readAll(open)).toEqual(before);
    expect(await deed(stores, ada)).not.toEqual(nothing);
  });

  it('begin no turn in the session of another user, and say what they say of an unknown one', async () => {
    const before = await readAll(open);

    const asked = stores.turns.begin(question(readUserId('bob'), 'r2', null));

    await expect(asked).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'There is no session s; begin one with startSession.',
    });
    expect(await readAll(open)).toEqual(before);
  });
});
