import type { Selectable } from 'kysely';
import { type Page, toConnection } from '../../shared/service/connection.ts';
import type { ChunkRecord } from '../chunk.ts';
import { readSequence } from './keyset.ts';
import type { WorkerDatabase, WorkerTables } from './tables.ts';

/** Rows written in one statement; the store is synchronous, so others get their turn in between. */
const ROWS_PER_STATEMENT = 200;

/** The `chunks` table. Only the chunks of a file's current content version are listed. */
export class ChunkStore {
  readonly #database: WorkerDatabase;

  constructor(database: WorkerDatabase) {
    this.#database = database;
  }

  async findMany(ids: readonly string[]): Promise<ChunkRecord[]> {
    const rows = await this.#database
      .selectFrom('chunks')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute();
    return rows.map(toRecord);
  }

  /** Writes them again where they are there already: ids are deterministic. Rejects when their file is gone. */
  async upsert(chunks: readonly ChunkRecord[]): Promise<void> {
    for (let start = 0; start < chunks.length; start += ROWS_PER_STATEMENT) {
      await upsertRows(this.#database, chunks.slice(start, start + ROWS_PER_STATEMENT));
      await new Promise((nextTurn) => setImmediate(nextTurn));
    }
  }

  /**
   * Removes what another extractor or chunker made of the file, once its successor is complete, and what is left of
   * an earlier run that found more: recognising scans for a longer time gives more passages.
   */
  async removeOthers(fileHash: string, contentVersion: string, count: number): Promise<void> {
    await this.#database
      .deleteFrom('chunks')
      .where('file_hash', '=', fileHash)
      .where(({ or, eb }) =>
        or([eb('content_version', '!=', contentVersion), eb('position', '>=', count)]),
      )
      .execute();
  }

  list(fileHash: string, page: Page) {
    return listChunks(this.#database, fileHash, page);
  }

  async countByFile(fileHashes: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await visibleChunks(this.#database)
      .select(({ fn }) => ['chunks.file_hash', fn.countAll<number>().as('total')])
      .where('chunks.file_hash', 'in', [...fileHashes])
      .groupBy('chunks.file_hash')
      .execute();
    return new Map(rows.map((row) => [row.file_hash, row.total]));
  }
}

function visibleChunks(database: WorkerDatabase) {
  return database
    .selectFrom('chunks')
    .innerJoin('files', (join) =>
      join
        .onRef('files.hash', '=', 'chunks.file_hash')
        .onRef('files.content_version', '=', 'chunks.content_version'),
    );
}

async function listChunks(database: WorkerDatabase, fileHash: string, page: Page) {
  let query = visibleChunks(database)
    .selectAll('chunks')
    .where('chunks.file_hash', '=', fileHash)
    .orderBy('chunks.position')
    .limit(page.first + 1);
  if (page.after !== null) query = query.where('chunks.position', '>', readSequence(page.after));
  const records = (await query.execute()).map(toRecord);
  return toConnection(records, page, ({ index }) => `${index}`);
}

async function upsertRows(database: WorkerDatabase, chunks: readonly ChunkRecord[]): Promise<void> {
  await database
    .insertInto('chunks')
    .values(chunks.map(toRow))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        text: eb.ref('excluded.text'),
        title: eb.ref('excluded.title'),
        location: eb.ref('excluded.location'),
      })),
    )
    .execute();
}

function toRow(chunk: ChunkRecord): Selectable<WorkerTables['chunks']> {
  return {
    id: chunk.id,
    file_hash: chunk.fileHash,
    content_version: chunk.contentVersion,
    position: chunk.index,
    text: chunk.text,
    modality: chunk.modality,
    title: chunk.title,
    location: chunk.location === null ? null : JSON.stringify(chunk.location),
  };
}

function toRecord(row: Selectable<WorkerTables['chunks']>): ChunkRecord {
  return {
    id: row.id,
    fileHash: row.file_hash,
    contentVersion: row.content_version,
    index: row.position,
    text: row.text,
    modality: row.modality,
    title: row.title,
    location: row.location === null ? null : JSON.parse(row.location),
  };
}
