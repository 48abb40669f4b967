import type { Table } from '@lancedb/lancedb';
import type { Logger } from 'pino';
import type {
  Candidate,
  CandidateOptions,
  ChunkBatch,
  ChunkIndex,
  CommitOutcome,
  Passage,
  RowAddress,
} from './chunk-index.ts';
import { toPassages, toRows, toVectors } from './lance-answers.ts';
import { LanceCandidates } from './lance-candidates.ts';
import { LanceMaintenance } from './lance-maintenance.ts';
import { isOneOf, quote } from './lance-predicate.ts';
import { LanceRowMemory } from './lance-row-memory.ts';
import { PASSAGE, RANKED_ROW } from './lance-row-shapes.ts';
import { type ChunkRow, isSameRow, toRow } from './lance-rows.ts';
import { LanceStems } from './lance-stems.ts';
import { type ChunkTable, openChunkTable, type TableOptions } from './lance-table.ts';
import { buildVectorIndex, VECTOR_INDEX_FROM } from './lance-vector-index.ts';
import { SerialQueue } from './serial-queue.ts';
import type { WordMatcher } from './word-matcher.ts';

const MEMORY_MAX_BYTES = 768 * 1024 * 1024;
/** The part of it for texts. Without them a search waits for ten rows; the rest is for ranking, which waits for hundreds. */
const TEXTS_SHARE = 1 / 3;

export interface IndexOptions extends TableOptions {
  readonly logger: Logger;
  /** How many vectors are searched one by one before an index is built. */
  readonly vectorIndexFrom?: number;
  /** How much memory rows may take that searches know without reading them: about 2.5 KB each at 512 dimensions, 0.5 KB and the text. */
  readonly memoryMaxBytes?: number;
}

/**
 * The embedded index: LanceDB, BM25 over `words` and cosine over `vector`. Writes go one by one; a write that was
 * acknowledged is seen by every search that begins after it.
 */
export class LanceChunkIndex implements ChunkIndex {
  readonly generation: string;
  readonly #opened: ChunkTable;
  readonly #table: Table;
  readonly #writes = new SerialQueue();
  readonly #maintenance: LanceMaintenance;
  readonly #candidates: LanceCandidates;
  readonly #passages: LanceRowMemory<Passage>;
  readonly #stems: LanceStems;

  private constructor(opened: ChunkTable, options: IndexOptions) {
    const { table, generation } = opened;
    const { logger, vectorIndexFrom = VECTOR_INDEX_FROM } = options;
    const { memoryMaxBytes = MEMORY_MAX_BYTES } = options;
    const textBytes = memoryMaxBytes * TEXTS_SHARE;
    const ranked = new LanceRowMemory(table, RANKED_ROW, memoryMaxBytes - textBytes);
    const onRead = (read: readonly Passage[]) => this.#learn(read);
    const passages = new LanceRowMemory(table, { ...PASSAGE, onRead }, textBytes);
    this.#opened = opened;
    this.#table = table;
    this.generation = generation;
    this.#stems = new LanceStems(table);
    this.#candidates = new LanceCandidates(table, ranked);
    this.#passages = passages;
    this.#maintenance = new LanceMaintenance({
      table,
      writes: this.#writes,
      logger,
      buildIndexes: (atRest) => buildVectorIndex(table, { from: vectorIndexFrom, atRest }),
      warm: async () => {
        await ranked.warm();
        await passages.warm();
      },
    });
  }

  static async open(options: IndexOptions): Promise<LanceChunkIndex> {
    const index = new LanceChunkIndex(await openChunkTable(options), options);
    index.#maintenance.schedule();
    return index;
  }

  upsert(batch: ChunkBatch): Promise<{ visible: boolean }> {
    return this.#write(async () => {
      const rows = await this.#changesOf(batch.chunks.map((chunk) => toRow(batch, chunk)));
      if (rows.length > 0) {
        await this.#table
          .mergeInsert('row_id')
          .whenMatchedUpdateAll()
          .whenNotMatchedInsertAll()
          .execute(rows);
      }
      return { visible: rows.some((row) => row.live) };
    });
  }

  commit(fileHash: string, generation: string, chunkCount: number): Promise<CommitOutcome> {
    const ofFile = `file_hash = ${quote(fileHash)}`;
    const kept = `generation = ${quote(generation)} AND position < ${Math.trunc(chunkCount)}`;
    return this.#write(async () => {
      const found = await this.#table.countRows(`${ofFile} AND ${kept}`);
      if (found < chunkCount) return { committed: false, found };
      const staged = await this.#table.countRows(`${ofFile} AND ${kept} AND live = false`);
      if (staged > 0) {
        await this.#replaceFile(ofFile, kept);
        return { committed: true, changed: true };
      }
      const { numDeletedRows } = await this.#table.delete(`${ofFile} AND NOT (${kept})`);
      return { committed: true, changed: numDeletedRows > 0 };
    });
  }

  deleteFile(fileHash: string): Promise<number> {
    return this.#write(async () => {
      const { numDeletedRows } = await this.#table.delete(`file_hash = ${quote(fileHash)}`);
      return numDeletedRows;
    });
  }

  /** The table was made when this index was opened. */
  get isNew(): boolean {
    return this.#opened.isNew;
  }

  /** Whether searches see the file's content of another generation than this one. */
  async isHeldOtherwise(fileHash: string, generation: string): Promise<boolean> {
    const condition = `file_hash = ${quote(fileHash)} AND live = true AND generation <> ${quote(generation)}`;
    return (await this.#table.countRows(condition)) > 0;
  }

  /** Adds what searches see in another index, without its vectors. Only for an index that is empty. */
  copyWordsFrom(other: LanceChunkIndex): Promise<void> {
    return this.#write(async () => {
      for await (const batch of other.#table.query().where('live = true')) {
        const rows = toRows(batch);
        await this.#table.add(rows.map((row) => ({ ...row, vector: null })));
      }
    });
  }

  searchWords(query: string, options: CandidateOptions): Promise<readonly Candidate[]> {
    return this.#candidates.byWords(query, options);
  }

  searchVector(vector: Float32Array, options: CandidateOptions): Promise<readonly Candidate[]> {
    return this.#candidates.byMeaning(vector, options);
  }

  async readPassages(rows: readonly RowAddress[]): Promise<readonly Passage[]> {
    const known = await this.#passages.read(rows.map(({ address }) => address));
    const found = known.filter((passage) => passage !== undefined);
    if (found.length === rows.length) return found;
    const others = rows.filter((_, at) => known[at] === undefined);
    return [...found, ...(await this.#readMoved(others.map(({ rowId }) => rowId)))];
  }

  async readFileVectors(fileHash: string): Promise<readonly Float32Array[]> {
    const condition = `file_hash = ${quote(fileHash)} AND live = true AND vector IS NOT NULL`;
    return toVectors(await this.#table.query().where(condition).select(['vector']).toArrow());
  }

  matcher(query: string, texts: readonly string[]): Promise<WordMatcher> {
    return this.#stems.matcher(query, texts);
  }

  async check(): Promise<void> {
    await this.#table.query().select(['row_id']).limit(1).toArrow();
  }

  /** Takes new rows into the indexes now, as happens by itself some time after writes. Searches find them either way. */
  optimize(): Promise<void> {
    return this.#maintenance.run();
  }

  /** Puts the indexes into their best shape now, as happens by itself after a minute without writes. */
  settle(): Promise<void> {
    return this.#maintenance.run(true);
  }

  async close(): Promise<void> {
    this.#maintenance.close();
    await this.#writes.drained();
    this.#table.close();
    this.#opened.connection.close();
  }

  #write<T>(task: () => Promise<T>): Promise<T> {
    return this.#maintenance.write(task);
  }

  /** By their ids, which stay when a row is written elsewhere; those that have gone are absent. */
  async #readMoved(rowIds: readonly string[]): Promise<readonly Passage[]> {
    const condition = `live = true AND ${isOneOf('row_id', rowIds)}`;
    const passages = toPassages(
      await this.#table
        .query()
        .where(condition)
        .select([...PASSAGE.columns])
        .toArrow(),
    );
    await this.#learn(passages);
    return passages;
  }

  #learn(passages: readonly Passage[]): Promise<void> {
    return this.#stems.learn(passages.map(({ text }) => text));
  }

  /** The rows to write. What is live stays live, unchanged text keeps its vector, and what is there already is left. */
  async #changesOf(rows: readonly ChunkRow[]): Promise<ChunkRow[]> {
    const condition = isOneOf(
      'row_id',
      rows.map((row) => row.row_id),
    );
    const present = toRows(await this.#table.query().where(condition).toArrow());
    const byId = new Map(present.map((row) => [row.row_id, row]));
    return rows.flatMap((row) => {
      const before = byId.get(row.row_id);
      if (before === undefined) return row;
      const vector = row.vector ?? (before.text === row.text ? before.vector : null);
      const merged = { ...row, live: row.live || before.live, vector };
      return isSameRow(merged, before) ? [] : merged;
    });
  }

  /** One version of the table has the old content, the next one the new: no search sees both, or neither. */
  async #replaceFile(ofFile: string, kept: string): Promise<void> {
    const rows = toRows(await this.#table.query().where(`${ofFile} AND ${kept}`).toArrow());
    await this.#table
      .mergeInsert('row_id')
      .whenMatchedUpdateAll()
      .whenNotMatchedInsertAll()
      .whenNotMatchedBySourceDelete({ where: ofFile })
      .execute(rows.map((row) => ({ ...row, live: true })));
  }
}
