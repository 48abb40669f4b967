import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { JobRecord, JobStep } from '../job.ts';
import type { WorkerDatabase, WorkerTables } from './tables.ts';

/** A job that was taken up, and how much it has to read. */
export interface ClaimedJob extends JobRecord {
  readonly sizeBytes: number;
}

/** Which job may be taken up. */
export interface ClaimOptions {
  /** Of the file. Default: any. */
  readonly mostBytes?: number | undefined;
  /** False: only jobs that somebody waits for. */
  readonly withBackground: boolean;
}

/** Why a job ends before its work does. */
export interface Cancellation {
  readonly error: string;
  readonly now: number;
  readonly among?: readonly ('QUEUED' | 'RUNNING')[] | undefined;
}

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

  /** Jobs that wait and that run. The partial index over open jobs answers, however many have ended. */
  async countOpen(): Promise<{ readonly queued: number; readonly running: number }> {
    const rows = await this.#database
      .selectFrom('jobs')
      .select(({ fn }) => ['status', fn.countAll<number>().as('count')])
      // Literals as the index has them: of a parameter SQLite could not tell that the index holds all that is asked for.
      .where('status', 'in', [sql.lit('QUEUED' as const), sql.lit('RUNNING' as const)])
      .groupBy('status')
      .execute();
    const countOf = (status: string) => rows.find((row) => row.status === status)?.count ?? 0;
    return { queued: countOf('QUEUED'), running: countOf('RUNNING') };
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

  claim(now: number, options: ClaimOptions) {
    return claim(this.#database, now, options);
  }

  /** When the next of those that may be taken up may start; undefined when none waits. */
  async nextAttemptAt(options: ClaimOptions): Promise<number | undefined> {
    const { soonest } = await waiting(this.#database, options)
      .select(({ fn }) => fn.min<number | null>('jobs.next_attempt_at').as('soonest'))
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

  /** Ends this job, or the open one of this file, if its status is one of these; tells whether it did. */
  async cancel(
    job: { readonly id: string } | { readonly fileHash: string },
    { error, now, among = ['QUEUED', 'RUNNING'] }: Cancellation,
  ): Promise<boolean> {
    const [column, value] =
      'id' in job ? (['id', job.id] as const) : (['file_hash', job.fileHash] as const);
    const { numUpdatedRows } = await this.#database
      .updateTable('jobs')
      .set({ status: 'FAILED', step: null, error, finished_at: now })
      .where(column, '=', value)
      .where('status', 'in', [...among])
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
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

/** Jobs that wait and may be taken up. */
function waiting(
  database: Pick<WorkerDatabase, 'selectFrom'>,
  { mostBytes = Number.MAX_SAFE_INTEGER, withBackground }: ClaimOptions,
) {
  return database
    .selectFrom('jobs')
    .leftJoin('files', 'files.hash', 'jobs.file_hash')
    .where('jobs.status', '=', 'QUEUED')
    .where('jobs.background', '<=', withBackground ? 1 : 0)
    .where(({ fn, val, eb }) => eb(fn.coalesce('files.size_bytes', val(0)), '<=', mostBytes));
}

/** Takes the oldest job that may be taken up and whose time has come, one that somebody waits for first, and counts the attempt. */
async function claim(
  database: WorkerDatabase,
  now: number,
  options: ClaimOptions,
): Promise<ClaimedJob | undefined> {
  const row = await database
    .updateTable('jobs')
    .set(({ eb, fn, val }) => ({
      status: 'RUNNING' as const,
      attempts: eb('attempts', '+', 1),
      started_at: fn.coalesce('started_at', val(now)),
    }))
    .where(
      'sequence',
      '=',
      waiting(database, options)
        .select('jobs.sequence')
        .where('jobs.next_attempt_at', '<=', now)
        .orderBy('jobs.background')
        .orderBy('jobs.sequence')
        .limit(1),
    )
    .returningAll()
    .returning(({ selectFrom }) =>
      selectFrom('files')
        .select('size_bytes')
        .whereRef('files.hash', '=', 'jobs.file_hash')
        .as('size_bytes'),
    )
    .executeTakeFirst();
  return row && { ...toRecord(row), sizeBytes: row.size_bytes ?? 0 };
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
