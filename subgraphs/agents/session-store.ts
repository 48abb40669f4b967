import type { Selectable } from 'kysely';
import type { UserId } from '../shared/service/user-id.ts';
import type { AgentsDatabase, AgentsTables } from './agents-database.ts';
import { type Keyset, olderThan } from './keyset.ts';
import type { SessionRecord } from './session.ts';
import type { OwnedSession } from './session-key.ts';

/** What decides whether a session lives, and whether a cached copy of it or of its conversation is current. */
export type SessionState = Pick<SessionRecord, 'id' | 'expiresAt' | 'endedAt' | 'revision'>;

/** The sessions, in the store. Those of other users are as if they were not there. */
export class SessionStore {
  readonly #database: AgentsDatabase;

  constructor(database: AgentsDatabase) {
    this.#database = database;
  }

  async insert(userId: UserId, session: SessionRecord): Promise<void> {
    await insertSession(this.#database, userId, session);
  }

  /** Those of these ids that exist, in any order: one read by primary key, small rows. */
  async findStates(userId: UserId, ids: readonly string[]): Promise<readonly SessionState[]> {
    const rows = await this.#database
      .selectFrom('sessions')
      .select(['id', 'expires_at', 'ended_at', 'revision'])
      .where('id', 'in', ids)
      .where('user_id', '=', userId)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      expiresAt: row.expires_at,
      endedAt: row.ended_at,
      revision: row.revision,
    }));
  }

  /** Those of these ids that exist, in any order. */
  async findMany(userId: UserId, ids: readonly string[]): Promise<readonly SessionRecord[]> {
    const rows = await this.#database
      .selectFrom('sessions')
      .selectAll()
      .where('id', 'in', ids)
      .where('user_id', '=', userId)
      .execute();
    return rows.map(toSession);
  }

  /** The agent's sessions, newest first, at most `range.limit`, after the given place. */
  async page(
    userId: UserId,
    agentId: string,
    range: { readonly limit: number; readonly after: Keyset | null },
  ): Promise<readonly SessionRecord[]> {
    const newestFirst = this.#database
      .selectFrom('sessions')
      .selectAll()
      .where('agent_id', '=', agentId)
      .where('user_id', '=', userId)
      .orderBy('started_at', 'desc')
      .orderBy('id', 'desc')
      .limit(range.limit);
    const page =
      range.after === null ? newestFirst : newestFirst.where(olderThan('started_at', range.after));
    return (await page.execute()).map(toSession);
  }

  async count(userId: UserId, agentId: string): Promise<number> {
    const { total } = await this.#database
      .selectFrom('sessions')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .where('agent_id', '=', agentId)
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow();
    return Number(total);
  }

  /** False when there was none to end. */
  async end(userId: UserId, id: string, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#database
      .updateTable('sessions')
      .set(({ eb }) => ({ ended_at: at, revision: eb('revision', '+', 1) }))
      .where('id', '=', id)
      .where('user_id', '=', userId)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  }
}

/** Inserts within the caller's transaction. */
export async function insertSession(
  database: AgentsDatabase,
  userId: UserId,
  session: SessionRecord,
): Promise<void> {
  await database
    .insertInto('sessions')
    .values({
      id: session.id,
      user_id: userId,
      agent_id: session.agentId,
      started_at: session.startedAt,
      expires_at: session.expiresAt,
      ended_at: session.endedAt,
      revision: session.revision,
    })
    .execute();
}

/** Marks the session as changed within the caller's transaction, and gives it a longer life when one is named. */
export async function touchSession(
  database: AgentsDatabase,
  { userId, sessionId }: OwnedSession,
  expiresAt?: string,
): Promise<void> {
  await database
    .updateTable('sessions')
    .set(({ eb }) => ({
      revision: eb('revision', '+', 1),
      ...(expiresAt !== undefined && { expires_at: expiresAt }),
    }))
    .where('id', '=', sessionId)
    .where('user_id', '=', userId)
    .execute();
}

function toSession(row: Selectable<AgentsTables['sessions']>): SessionRecord {
  return {
    id: row.id,
    agentId: row.agent_id,
    startedAt: row.started_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    revision: row.revision,
  };
}
