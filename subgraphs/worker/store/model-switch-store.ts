import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { WorkerDatabase, WorkerTables } from './tables.ts';

const ONLY_ROW = 1;
const PAGE_SIZE = 500;
/** Of a file whose rows the index has lost; no generation is named so. */
const LOST = 'lost';

/** A change of the embedding model, under way or done. */
export interface ModelSwitchRecord {
  readonly space: string;
  readonly model: string;
  readonly servedModel: string | null;
  readonly incarnation: string;
  readonly filesTotal: number;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** The `model_switch` table, and what a change of the model means for files and jobs. */
export class ModelSwitchStore {
  readonly #database: WorkerDatabase;

  constructor(database: WorkerDatabase) {
    this.#database = database;
  }

  async find(): Promise<ModelSwitchRecord | undefined> {
    const row = await this.#database.selectFrom('model_switch').selectAll().executeTakeFirst();
    return row && toRecord(row);
  }

  async begin(record: Omit<ModelSwitchRecord, 'startedAt' | 'finishedAt'>, now: number) {
    const columns = {
      space: record.space,
      model: record.model,
      served_model: record.servedModel,
      incarnation: record.incarnation,
      files_total: record.filesTotal,
      started_at: now,
      finished_at: null,
    };
    await this.#database
      .insertInto('model_switch')
      .values({ id: ONLY_ROW, ...columns })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
      .execute();
  }

  async finish(now: number): Promise<void> {
    await this.#database.updateTable('model_switch').set({ finished_at: now }).execute();
  }

  /** What made the contents of the files that are in the index: each once. */
  async contentVersions(): Promise<string[]> {
    const rows = await this.#database
      .selectFrom('files')
      .select('content_version')
      .distinct()
      .where('content_version', 'is not', null)
      .execute();
    return rows.flatMap(({ content_version }) => content_version ?? []);
  }

  /** Files in the index whose rows are of none of these generations. */
  async countOthers(generations: readonly string[]): Promise<number> {
    const { count } = await others(this.#database, generations)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  }

  /** The same, those only that a job is still to come for. */
  async countWaiting(generations: readonly string[]): Promise<number> {
    const { count } = await others(this.#database, generations)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('jobs')
            .select('jobs.id')
            .whereRef('jobs.file_hash', '=', 'files.hash')
            .where('jobs.status', 'in', ['QUEUED', 'RUNNING']),
        ),
      )
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Gives each of them a job in the background, unless it has an open one. */
  async queueOthers(generations: readonly string[], now: number): Promise<void> {
    for (let after = 0; ; ) {
      const page = await others(this.#database, generations)
        .select(['hash', 'sequence'])
        .where('sequence', '>', after)
        .orderBy('sequence')
        .limit(PAGE_SIZE)
        .execute();
      if (page.length === 0) return;
      after = page.at(-1)?.sequence ?? after;
      await this.#database
        .insertInto('jobs')
        .values(page.map(({ hash }) => toJob(hash, now)))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }

  /** The index has lost the rows of these generations. */
  async markLost(generations: readonly string[]): Promise<void> {
    if (generations.length === 0) return;
    await this.#database
      .updateTable('files')
      .set({ generation: LOST })
      .where('generation', 'in', [...generations])
      .execute();
  }

  async dimensionsOf(source: string): Promise<number | undefined> {
    const row = await this.#database
      .selectFrom('embedding_dimensions')
      .select('dimensions')
      .where('source', '=', source)
      .executeTakeFirst();
    return row?.dimensions;
  }

  async rememberDimensions(source: string, dimensions: number): Promise<void> {
    await this.#database
      .insertInto('embedding_dimensions')
      .values({ source, dimensions })
      .onConflict((conflict) => conflict.column('source').doUpdateSet({ dimensions }))
      .execute();
  }
}

function others(database: WorkerDatabase, generations: readonly string[]) {
  const indexed = database.selectFrom('files').where('generation', 'is not', null);
  return generations.length === 0
    ? indexed
    : indexed.where('generation', 'not in', [...generations]);
}

function toJob(file_hash: string, created_at: number) {
  const id = randomUUID();
  const fresh = { status: 'QUEUED', progress: 0, attempts: 0, next_attempt_at: 0 } as const;
  return { id, file_hash, created_at, background: 1, ...fresh };
}

function toRecord(row: Selectable<WorkerTables['model_switch']>): ModelSwitchRecord {
  return {
    space: row.space,
    model: row.model,
    servedModel: row.served_model,
    incarnation: row.incarnation,
    filesTotal: row.files_total,
    startedAt: new Date(row.started_at),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at),
  };
}
