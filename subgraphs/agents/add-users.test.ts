import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { ANONYMOUS, readUserId } from '../shared/service/user-id.ts';
import { openSqliteDatabase } from '../shared/store/sqlite-database.ts';
import { AgentStore } from './agent-store.ts';
import { type AgentsDatabase, openAgentsDatabase } from './agents-database.ts';
import { MessageStore } from './message-store.ts';
import { migrations } from './migrations.ts';
import { RunStore } from './run-store.ts';
import { SessionStore } from './session-store.ts';

const FIRST = '0001-agents-sessions-runs';
const AT = '2026-03-14T09:00:00.000Z';
/** What a service of before had written: two agents, a session each, three runs, of which one is under way. */
const old = [
  `INSERT INTO agents VALUES ('a1', 'Reader', 'Read', '["search"]', 10, '${AT}'), ('a2', 'Other', 'Read', '[]', 10, '${AT}')`,
  `INSERT INTO sessions VALUES ('s1', 'a1', '${AT}', '${AT}', NULL, 4), ('s2', 'a2', '${AT}', '${AT}', '${AT}', 1)`,
  `INSERT INTO runs VALUES
    ('r1', 'a1', 's1', 'monday', 'hash', 'COMPLETED', NULL, 1, '${AT}', '${AT}', NULL, NULL, 'host/1/2', '${AT}'),
    ('r2', 'a1', 's1', NULL, 'hash', 'RUNNING', 'search', 0.3, '${AT}', NULL, NULL, NULL, 'host/1/2', '${AT}'),
    ('r3', 'a2', 's2', NULL, 'hash', 'FAILED', NULL, 0, '${AT}', '${AT}', 'no', 'TIMEOUT', 'host/1/2', '${AT}')`,
  `INSERT INTO messages VALUES ('m1', 's1', 0, 'USER', 'Sun?', '${AT}', 0, 'r1', NULL),
    ('m2', 's1', 1, 'ASSISTANT', 'Sun.', '${AT}', 1, 'r1', 'bundle'), ('m3', 's2', 0, 'USER', 'Rain?', '${AT}', 0, 'r3', NULL)`,
  `INSERT INTO tool_calls VALUES ('r1', 0, 'search', '{}', 'found', NULL, 'MISS', 0, 60, '["search"]', 1.5)`,
];

let folder: string;
let database: AgentsDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'users-'));
  const path = join(folder, 'agents.db');
  const before = await openSqliteDatabase(path, pick(FIRST));
  for (const statement of old) await run(before, statement);
  await before.destroy();
  database = await openAgentsDatabase(path);
});

afterAll(async () => {
  await database.destroy();
  await rm(folder, { recursive: true });
});

function pick(name: string) {
  return Object.fromEntries(Object.entries(migrations).filter(([known]) => known === name));
}

async function run<T>(of: Kysely<T>, statement: string): Promise<void> {
  await sql.raw(statement).execute(of);
}

describe('a store from before there were users', () => {
  it('keeps all that was in it, for the user whom nobody names', async () => {
    const session = { userId: ANONYMOUS, sessionId: 's1' };

    const agents = await new AgentStore(database).page(ANONYMOUS, 10, null);
    const sessions = await new SessionStore(database).findMany(ANONYMOUS, ['s1', 's2']);
    const runs = await new RunStore(database).findMany(ANONYMOUS, ['r1', 'r2', 'r3']);
    const calls = await new RunStore(database).findToolCalls(ANONYMOUS, ['r1']);
    const messages = await new MessageStore(database).last(session, 10, null);

    expect(agents.map(({ id, tools }) => [id, tools])).toEqual([
      ['a2', []],
      ['a1', ['search']],
    ]);
    expect(sessions).toMatchObject([
      { id: 's1', agentId: 'a1', endedAt: null, revision: 4 },
      { id: 's2', endedAt: AT },
    ]);
    expect(runs).toMatchObject([
      { id: 'r1', status: 'COMPLETED', progress: 1, finishedAt: AT },
      { id: 'r2', status: 'RUNNING', step: 'search', progress: 0.3 },
      { id: 'r3', status: 'FAILED', error: 'no', errorCode: 'TIMEOUT' },
    ]);
    expect(calls.get('r1')).toMatchObject([{ tool: 'search', result: 'found' }]);
    expect(messages).toMatchObject([
      { text: 'Sun?', runId: 'r1' },
      { text: 'Sun.', generated: true, contextId: 'bundle' },
    ]);
  });

  it('shows none of it to anybody else', async () => {
    const ada = readUserId('ada');

    expect(await new AgentStore(database).page(ada, 10, null)).toEqual([]);
    expect(await new RunStore(database).findByIdempotencyKey(ada, 'monday')).toBeNull();
    expect((await new RunStore(database).findByIdempotencyKey(ANONYMOUS, 'monday'))?.id).toBe('r1');
  });

  it('takes a key once of each user, and one run under way in a session', async () => {
    const insert = (id: string, user: string, rest: string) =>
      run(
        database,
        `INSERT INTO runs (id, user_id, agent_id, session_id, idempotency_key, request_hash, status, progress, started_at, owner, lease_expires_at)
         VALUES ('${id}', '${user}', 'a2', ${rest}, 0, '${AT}', 'host/1/2', '${AT}')`,
      );

    await insert('r4', 'ada', "'s2', 'monday', 'hash', 'COMPLETED'");

    await expect(insert('r5', 'ada', "'s2', 'monday', 'hash', 'COMPLETED'")).rejects.toThrow(
      /UNIQUE.*runs\.user_id, runs\.idempotency_key/,
    );
    await expect(insert('r6', 'ada', "'s1', NULL, 'hash', 'RUNNING'")).rejects.toThrow(
      /UNIQUE.*runs\.session_id/,
    );
    await expect(insert('r7', 'ada', "'none', NULL, 'hash', 'COMPLETED'")).rejects.toThrow(
      /FOREIGN KEY/,
    );
  });

  it('still lets everything go with its agent', async () => {
    await new AgentStore(database).delete(ANONYMOUS, 'a1');

    const { rows } = await sql`SELECT
      (SELECT count(*) FROM sessions WHERE agent_id = 'a1') AS sessions,
      (SELECT count(*) FROM runs WHERE agent_id = 'a1') AS runs,
      (SELECT count(*) FROM messages WHERE session_id = 's1') AS messages,
      (SELECT count(*) FROM tool_calls) AS calls`.execute(database);
    expect(rows).toEqual([{ sessions: 0, runs: 0, messages: 0, calls: 0 }]);
  });
});
