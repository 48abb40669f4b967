import type { Selectable } from 'kysely';
import type { UserId } from '../shared/service/user-id.ts';
import type { AgentsDatabase, AgentsTables } from './agents-database.ts';
import { addMemory } from './memory/memory-store.ts';
import type { MessageRecord } from './message.ts';
import type { OwnedSession } from './session-key.ts';

/** The conversations, in the store. Those of other users are as if they were not there. */
export class MessageStore {
  readonly #database: AgentsDatabase;

  constructor(database: AgentsDatabase) {
    this.#database = database;
  }

  /** The last `limit` messages of a conversation before a position (or of all), oldest first. */
  async last(
    { userId, sessionId }: OwnedSession,
    limit: number,
    before: number | null,
  ): Promise<readonly MessageRecord[]> {
    const newestFirst = this.#database
      .selectFrom('messages')
      .selectAll()
      .where('session_id', '=', sessionId)
      .where('user_id', '=', userId)
      .orderBy('position', 'desc')
      .limit(limit);
    const page = before === null ? newestFirst : newestFirst.where('position', '<', before);
    return (await page.execute()).map(toMessage).reverse();
  }

  /** The answer that a run gave; null when it gave none, or its conversation was deleted. */
  async findAnswer(userId: UserId, runId: string): Promise<MessageRecord | null> {
    const row = await this.#database
      .selectFrom('messages')
      .selectAll()
      .where('run_id', '=', runId)
      .where('user_id', '=', userId)
      .where('role', '=', 'ASSISTANT')
      .executeTakeFirst();
    return row === undefined ? null : toMessage(row);
  }
}

/** Appends within the caller's transaction, at the next free position, and remembers it for recall. */
export async function appendMessage(
  database: AgentsDatabase,
  userId: UserId,
  message: Omit<MessageRecord, 'position'>,
): Promise<MessageRecord> {
  const row = await database
    .insertInto('messages')
    .values(({ selectFrom, fn, lit }) => ({
      id: message.id,
      session_id: message.sessionId,
      user_id: userId,
      position: selectFrom('messages')
        .select(({ eb }) =>
          eb(fn.coalesce(fn.max('messages.position'), lit(-1)), '+', 1).as('next'),
        )
        .where('messages.session_id', '=', message.sessionId),
      role: message.role,
      text: message.text,
      at: message.at,
      generated: message.generated ? 1 : 0,
      run_id: message.runId,
      context_id: message.contextId,
    }))
    .returning('position')
    .executeTakeFirstOrThrow();
  await addMemory(database, message);
  return { ...message, position: row.position };
}

/** A message from its row. */
export function toMessage(row: Selectable<AgentsTables['messages']>): MessageRecord {
  return {
    id: row.id,
    sessionId: row.session_id,
    position: row.position,
    role: row.role,
    text: row.text,
    at: row.at,
    generated: row.generated === 1,
    runId: row.run_id,
    contextId: row.context_id,
  };
}
