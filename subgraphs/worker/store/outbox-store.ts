import { type Selectable, sql } from 'kysely';
import type { Lane, OutboxEvent } from '../outbox/outbox-event.ts';
import type { WorkerDatabase, WorkerTables } from './tables.ts';

/** An event and how its delivery stands. */
export interface OutboxRow extends OutboxEvent {
  readonly sequence: number;
  readonly changeId: string;
  /** Deliveries that failed so far. */
  readonly attempts: number;
  readonly error: string | null;
  readonly isDelivered: boolean;
  /** Cache entries that the delivery removed. */
  readonly removedEntries: number;
}

/** The `outbox` table: written in the transaction of the change, emptied by delivery. */
export class OutboxStore {
  readonly #database: WorkerDatabase;

  constructor(database: WorkerDatabase) {
    this.#database = database;
  }

  async record(changeId: string, events: readonly OutboxEvent[], now: number): Promise<void> {
    await this.#database
      .insertInto('outbox')
      .values(events.map((event) => toRow(changeId, event, now)))
      .execute();
  }

  pending(lane: Lane, limit: number) {
    return pendingRows(this.#database, lane, limit);
  }

  async ofChange(changeId: string): Promise<OutboxRow[]> {
    const rows = await this.#database
      .selectFrom('outbox')
      .selectAll()
      .where('change_id', '=', changeId)
      .orderBy('sequence')
      .execute();
    return rows.map(toOutboxRow);
  }

  async isPending(lane: Lane, fileHash: string): Promise<boolean> {
    const row = await this.#database
      .selectFrom('outbox')
      .select('sequence')
      .where('lane', '=', lane)
      .where('file_hash', '=', fileHash)
      .where('delivered_at', 'is', null)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** Gives these events as they are now. */
  async markDelivered(sequences: readonly number[], removedEntries: number, now: number) {
    const rows = await this.#database
      .updateTable('outbox')
      .set({ delivered_at: now, removed_entries: removedEntries, error: null })
      .where('sequence', 'in', [...sequences])
      .returningAll()
      .execute();
    return rows.map(toOutboxRow);
  }

  async markFailed(sequences: readonly number[], error: string) {
    await this.#database
      .updateTable('outbox')
      .set(({ eb }) => ({ attempts: eb('attempts', '+', 1), error }))
      .where('sequence', 'in', [...sequences])
      .execute();
  }

  /** What was never tried in this lane counts as tried in vain. */
  async passOver(lane: Lane, error: string) {
    await this.#database
      .updateTable('outbox')
      .set({ attempts: 1, error })
      .where('lane', '=', lane)
      .where('delivered_at', 'is', null)
      .where('attempts', '=', 0)
      .execute();
  }

  /** Forgets what was delivered before this time, but not that there was something. In a transaction. */
  async prune(before: number) {
    await sql`
      INSERT INTO pruned_changes (lane, sequence)
      SELECT lane, max(sequence) FROM outbox WHERE delivered_at < ${before} GROUP BY lane
      ON CONFLICT (lane) DO UPDATE SET sequence = max(sequence, excluded.sequence)
    `.execute(this.#database);
    await this.#database.deleteFrom('outbox').where('delivered_at', '<', before).execute();
  }
}

/**
 * In the order written. A cache is not told of a deletion before the index was tried once: an answer computed in
 * between would hold the deleted file and be cached again.
 */
async function pendingRows(
  database: WorkerDatabase,
  lane: Lane,
  limit: number,
): Promise<OutboxRow[]> {
  let query = database
    .selectFrom('outbox')
    .selectAll('outbox')
    .where('lane', '=', lane)
    .where('delivered_at', 'is', null)
    .orderBy('sequence')
    .limit(limit);
  if (lane !== 'INDEX')
    query = query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as removal')
            .select('removal.sequence')
            .whereRef('removal.change_id', '=', 'outbox.change_id')
            .where('removal.lane', '=', 'INDEX')
            .where('removal.delivered_at', 'is', null)
            .where('removal.attempts', '=', 0),
        ),
      ),
    );
  return (await query.execute()).map(toOutboxRow);
}

function toRow(changeId: string, event: OutboxEvent, now: number) {
  return {
    change_id: changeId,
    lane: event.lane,
    file_hash: event.fileHash,
    event: JSON.stringify({ tags: event.tags }),
    attempts: 0,
    error: null,
    created_at: now,
    delivered_at: null,
    removed_entries: 0,
  };
}

function toOutboxRow(row: Selectable<WorkerTables['outbox']>): OutboxRow {
  return {
    lane: row.lane,
    fileHash: row.file_hash,
    tags: JSON.parse(row.event).tags,
    sequence: row.sequence,
    changeId: row.change_id,
    attempts: row.attempts,
    error: row.error,
    isDelivered: row.delivered_at !== null,
    removedEntries: row.removed_entries,
  };
}
