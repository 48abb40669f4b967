import { sql } from 'kysely';
import type { UserId } from '../../shared/service/user-id.ts';
import type { AgentsDatabase } from '../agents-database.ts';
import type { MessageRecord } from '../message.ts';

/** What was said in a session up to a message, told in short. */
export interface SummaryRecord {
  readonly sessionId: string;
  /** The last message that it tells of. */
  readonly messageId: string;
  readonly position: number;
  readonly text: string;
  /** True when a language model wrote it. */
  readonly generated: boolean;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The summaries, in the store: of each session the latest. */
export class SummaryStore {
  readonly #database: AgentsDatabase;

  constructor(database: AgentsDatabase) {
    this.#database = database;
  }

  /** The latest of each of these sessions that is this user's and has one. */
  async findLatest(
    userId: UserId,
    sessionIds: readonly string[],
  ): Promise<ReadonlyMap<string, SummaryRecord>> {
    const rows = await this.#database
      .selectFrom('session_summaries')
      .innerJoin('sessions', 'sessions.id', 'session_id')
      .selectAll('session_summaries')
      .where('user_id', '=', userId)
      .where('session_id', 'in', sessionIds)
      .orderBy('position')
      .execute();
    return new Map(
      rows.map((row) => [
        row.session_id,
        {
          sessionId: row.session_id,
          messageId: row.message_id,
          position: row.position,
          text: row.text,
          generated: row.generated === 1,
          at: row.at,
        },
      ]),
    );
  }

  /**
   * Keeps a summary up to `last` in place of `earlier`, from which it was made. The first one for a message stays; nothing
   * is kept when the conversation was deleted while its summary was made, even if another one has begun there.
   */
  async keep(
    last: MessageRecord,
    earlier: SummaryRecord | undefined,
    summary: Pick<SummaryRecord, 'text' | 'generated' | 'at'>,
  ): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      if (!(await insertSummary(transaction, { last, earlier, summary }))) return;
      await transaction
        .deleteFrom('session_summaries')
        .where('session_id', '=', last.sessionId)
        .where('position', '<', last.position)
        .execute();
    });
  }
}

interface NewSummary {
  readonly last: MessageRecord;
  readonly earlier: SummaryRecord | undefined;
  readonly summary: Pick<SummaryRecord, 'text' | 'generated' | 'at'>;
}

/** False when there is one for that message already, or what it was made of is not there any more. */
async function insertSummary(
  database: AgentsDatabase,
  { last, earlier, summary }: NewSummary,
): Promise<boolean> {
  const source = earlier?.messageId ?? null;
  const { rows } = await sql`
    insert into session_summaries (session_id, position, message_id, text, generated, at)
    select session_id, position, id, ${summary.text}, ${summary.generated ? 1 : 0}, ${summary.at}
    from messages
    where id = ${last.id}
      and (${source} is null
        or exists (select 1 from session_summaries where message_id = ${source}))
    on conflict do nothing
    returning position
  `.execute(database);
  return rows.length > 0;
}
