import { sql } from 'kysely';
import type { Lane } from '../outbox/outbox-event.ts';
import type { WorkerDatabase } from './tables.ts';

/** What a reader of the log has not been told, in order: the tags of each event, or undefined when the log cannot say. */
export interface MissedChanges {
  readonly tags: readonly (readonly string[])[] | undefined;
  /** The last event of the log, of any lane; sequences are never used again. */
  readonly head: number;
}

/** The outbox as a log that others read from where they are. Its id tells it from the log of another store. */
export class ChangeLog {
  readonly #database: WorkerDatabase;

  constructor(database: WorkerDatabase) {
    this.#database = database;
  }

  async id(): Promise<string> {
    const { id } = await this.#database
      .selectFrom('change_log')
      .select('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  /**
   * The lane's events after this sequence, and those before it that were never delivered. It cannot say when it has
   * forgotten some of them, has never come so far, or has more than `limit`. In a transaction.
   */
  async missed(lane: Lane, after: number, limit: number): Promise<MissedChanges> {
    const head = await this.head();
    if (after > head || after < (await this.#forgottenUpTo(lane))) return { tags: undefined, head };
    const rows = await this.#database
      .selectFrom('outbox')
      .select('event')
      .where('lane', '=', lane)
      .where(({ or, eb }) => or([eb('sequence', '>', after), eb('delivered_at', 'is', null)]))
      .orderBy('sequence')
      .limit(limit + 1)
      .execute();
    if (rows.length > limit) return { tags: undefined, head };
    return { tags: rows.map(({ event }) => JSON.parse(event).tags), head };
  }

  /** From SQLite's own count, which remembers events that are forgotten. */
  async head(): Promise<number> {
    const { rows } = await sql<{
      seq: number;
    }>`SELECT seq FROM sqlite_sequence WHERE name = 'outbox'`.execute(this.#database);
    return rows[0]?.seq ?? 0;
  }

  /** Files whose rows the index has not been made to drop yet, the oldest first. */
  async unremovedFiles(limit: number): Promise<string[]> {
    const rows = await this.#database
      .selectFrom('outbox')
      .select('file_hash')
      .where('lane', '=', 'INDEX')
      .where('delivered_at', 'is', null)
      .orderBy('sequence')
      .limit(limit)
      .execute();
    return [...new Set(rows.map((row) => row.file_hash))];
  }

  async #forgottenUpTo(lane: Lane): Promise<number> {
    const row = await this.#database
      .selectFrom('pruned_changes')
      .select('sequence')
      .where('lane', '=', lane)
      .executeTakeFirst();
    return row?.sequence ?? 0;
  }
}
