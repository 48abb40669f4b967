import type { Selectable } from 'kysely';
import type { UserId } from '../shared/service/user-id.ts';
import type { AgentRecord } from './agent.ts';
import type { AgentsDatabase, AgentsTables } from './agents-database.ts';
import { type Keyset, olderThan } from './keyset.ts';

/** The agents, in the store. Those of other users are as if they were not there. */
export class AgentStore {
  readonly #database: AgentsDatabase;

  constructor(database: AgentsDatabase) {
    this.#database = database;
  }

  async insert(userId: UserId, agent: AgentRecord): Promise<void> {
    await this.#database
      .insertInto('agents')
      .values({
        id: agent.id,
        user_id: userId,
        name: agent.name,
        goal: agent.goal,
        tools: JSON.stringify(agent.tools),
        memory_window: agent.memoryWindow,
        created_at: agent.createdAt,
      })
      .execute();
  }

  async find(userId: UserId, id: string): Promise<AgentRecord | null> {
    const [agent] = await this.findMany(userId, [id]);
    return agent ?? null;
  }

  /** Those of these ids that exist, in any order. */
  async findMany(userId: UserId, ids: readonly string[]): Promise<readonly AgentRecord[]> {
    const rows = await this.#database
      .selectFrom('agents')
      .selectAll()
      .where('id', 'in', ids)
      .where('user_id', '=', userId)
      .execute();
    return rows.map(toAgent);
  }

  /** Newest first, at most `limit`, after the given place. */
  async page(userId: UserId, limit: number, after: Keyset | null): Promise<readonly AgentRecord[]> {
    const newestFirst = this.#database
      .selectFrom('agents')
      .selectAll()
      .where('user_id', '=', userId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit);
    const page = after === null ? newestFirst : newestFirst.where(olderThan('created_at', after));
    return (await page.execute()).map(toAgent);
  }

  async count(userId: UserId): Promise<number> {
    const { total } = await this.#database
      .selectFrom('agents')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow();
    return Number(total);
  }

  /** Removes the agent with its sessions, conversations and runs; the ids of those sessions, or null when there was no agent. */
  async delete(
    userId: UserId,
    id: string,
  ): Promise<{ readonly sessionIds: readonly string[] } | null> {
    return this.#database.transaction().execute(async (transaction) => {
      const sessions = await transaction
        .deleteFrom('sessions')
        .where('agent_id', '=', id)
        .where('user_id', '=', userId)
        .returning('id')
        .execute();
      const { numDeletedRows } = await transaction
        .deleteFrom('agents')
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .executeTakeFirstOrThrow();
      return numDeletedRows === 0n ? null : { sessionIds: sessions.map((row) => row.id) };
    });
  }
}

function toAgent(row: Selectable<AgentsTables['agents']>): AgentRecord {
  return {
    id: row.id,
    name: row.name,
    goal: row.goal,
    tools: JSON.parse(row.tools),
    memoryWindow: row.memory_window,
    createdAt: row.created_at,
  };
}
