import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { JobRecord, JobStep } from '../job.ts';
import type { WorkerDatabase, WorkerTables } from './tables.ts';

/** The `jobs` table: the queue, and what became of it. */
export class JobStore {
  readonly #database: WorkerDatabase;

  constructor(database: WorkerDatabase) {
    this.#database = database;
  }

  async findMany(ids: readonly string[]): Promise<JobRecord[]> {
    const rows = await this.#database
      .selectFrom('jobs')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute();
    return rows.map(toRecord);
  }

  newestOf(fileHash: string) {
    return newestOf(this.#database, fileHash);
  }

  /** A new job for the file, or the one that is open already. */
  async open(fileHash: string, now: number): Promise<JobRecord> {
    await this.#database
      .insertInto('jobs')
      .values({
        id: randomUUID(),
        file_hash: fileHash,
        status: 'QUEUED',
        created_at: now,
        ...fresh,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const job = await newestOf(this.#database, fileHash);
    if (job === undefined) throw new Error(`no job was recorded for ${fileHash}`);
    return job;
  }

  /** `withBackground` false: only jobs that somebody waits for. */
  claim(now: number, withBackground: boolean) {
    return claim(this.#database, now, withBackground);
  }

  /** When the next waiting job of those may start; undefined when none waits. */
  async nextAttemptAt(withBackground: boolean): Promise<number | undefined> {
    const { soonest } = await this.#database
      .selectFrom('jobs')
      .select(({ fn }) => fn.min<number | null>('next_attempt_at').as('soonest'))
      .where('status', '=', 'QUEUED')
      .where('background', '<=', withBackground ? 1 : 0)
      .executeTakeFirstOrThrow();
    return soonest ?? undefined;
  }

  /** After a crash: what was running waits again, first in line. */
  async requeueRunning(): Promise<void> {
    await this.#database
      .updateTable('jobs')
      .set({ status: 'QUEUED', next_attempt_at: 0 })
      .where('status', '=', 'RUNNING')
      .execute();
  }

  report(id: string, step: JobStep, progress: number) {
    return this.#change(id, { step, progress });
  }

  postpone(id: string, until: number) {
    return this.#change(id, { status: 'QUEUED', next_attempt_at: until });
  }

  complete(id: string, now: number) {
    return this.#change(id, {
      status: 'COMPLETED',
      step: null,
      progress: 1,
      error: null,
      finished_at: now,
    });
  }

  fail(id: string, error: string, now: number) {
    return this.#change(id, { status: 'FAILED', step: null, error, finished_at: now });
  }

  /** Ends the open job of a file that is being deleted. */
  async cancel(fileHash: string, error: string, now: number): Promise<void> {
    await this.#database
      .updateTable('jobs')
      .set({ status: 'FAILED', step: null, error, finished_at: now })
      .where('file_hash', '=', fileHash)
      .where('status', 'in', ['QUEUED', 'RUNNING'])
      .execute();
  }

  /** A job that was cancelled meanwhile stays as it is. */
  async #change(id: string, columns: Partial<Selectable<WorkerTables['jobs']>>): Promise<void> {
    await this.#database
      .updateTable('jobs')
      .set(columns)
      .where('id', '=', id)
      .where('status', '=', 'RUNNING')
      .execute();
  }
}

const fresh = { progress: 0, attempts: 0, next_attempt_at: 0 };

async function newestOf(
  database: WorkerDatabase,
  fileHash: string,
): Promise<JobRecord | undefined> {
  const row = await database
    .selectFrom('jobs')
    .selectAll()
    .where('file_hash', '=', fileHash)
    .orderBy('sequence', 'desc')
    .executeTakeFirst();
  return row && toRecord(row);
}

/** Takes the oldest job whose time has come, one that somebody waits for first, and counts the attempt. */
async function claim(
  database: WorkerDatabase,
  now: number,
  withBackground: boolean,
): Promise<JobRecord | undefined> {
  const row = await database
    .updateTable('jobs')
    .set(({ eb, fn, val }) => ({
      status: 'RUNNING' as const,
      attempts: eb('attempts', '+', 1),
      started_at: fn.coalesce('started_at', val(now)),
    }))
    .where('sequence', '=', ({ selectFrom }) =>
      selectFrom('jobs')
        .select('sequence')
        .where('status', '=', 'QUEUED')
        .where('next_attempt_at', '<=', now)
        .where('background', '<=', withBackground ? 1 : 0)
        .orderBy('background')
        .orderBy('sequence')
        .limit(1),
    )
    .returningAll()
    .executeTakeFirst();
  return row && toRecord(row);
}

function toRecord(row: Selectable<WorkerTables['jobs']>): JobRecord {
  return {
    sequence: row.sequence,
    id: row.id,
    fileHash: row.file_hash,
    status: row.status,
    step: row.step,
    progress: row.progress,
    attempts: row.attempts,
    isBackground: row.background === 1,
    error: row.error,
    startedAt: row.started_at === null ? null : new Date(row.started_at),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at),
  };
}
