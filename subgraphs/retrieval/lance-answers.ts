import type { Table as ArrowTable, RecordBatch } from 'apache-arrow';
import type { Passage } from './chunk-index.ts';
import { directionOf } from './direction.ts';
import type { ChunkRow } from './lance-rows.ts';

/** What ranking needs of a row. */
export interface RankedRow {
  readonly rowId: string;
  readonly fileHash: string;
  /** False while its generation waits to be committed. */
  readonly isLive: boolean;
  /** Of length 1; null for a row without a vector, or with one of zeros. */
  readonly direction: Float32Array | null;
}

/** What a search by words gives beside an address, and one by meaning. */
type ScoreColumn = '_score' | '_distance';

/** Where a search found something, and how well it fits: BM25, or the cosine. */
export interface Found {
  readonly address: number;
  readonly score: number;
}

/**
 * What a search found, at most `limit`. LanceDB finds them in one batch or few, and takes up to a millisecond to say after them that
 * there are no more: who has as many as he asked for does not wait for that.
 */
export async function readFound(
  search: AsyncIterable<RecordBatch>,
  { scoreColumn, limit }: { readonly scoreColumn: ScoreColumn; readonly limit: number },
): Promise<readonly Found[]> {
  const found: Found[] = [];
  let rows = 0;
  for await (const batch of search) {
    found.push(...toFound(batch, scoreColumn));
    rows += batch.numRows;
    if (rows >= limit) break;
  }
  return found;
}

/**
 * Where Arrow's answers become the domain's values: the one place that trusts the table's schema. LanceDB types
 * its answers loosely, and checking every column of hundreds of candidates would cost more than the search.
 */
function toFound(answer: RecordBatch, scoreColumn: ScoreColumn): Found[] {
  const scores = numbersOf(answer, scoreColumn);
  // A vector of zeros has no direction, and so no distance from any other.
  return numbersOf(answer, '_rowid').flatMap((address, at) => {
    const raw = scores[at] ?? Number.NaN;
    if (!Number.isFinite(raw)) return [];
    return { address, score: scoreColumn === '_distance' ? 1 - raw : raw };
  });
}

export function toRankedRows(answer: ArrowTable): RankedRow[] {
  const fileHashes = column<string>(answer, 'file_hash');
  const live = column<boolean>(answer, 'live');
  const vectors = answer.getChild('vector');
  return column<string>(answer, 'row_id').map((rowId, at) => ({
    rowId,
    fileHash: fileHashes[at] ?? '',
    isLive: live[at] ?? false,
    direction: toDirection(toVector(vectors?.get(at))),
  }));
}

export function toPassages(answer: ArrowTable): Passage[] {
  return answer.toArray().map((row) => ({
    rowId: row.row_id,
    chunkId: row.chunk_id,
    fileHash: row.file_hash,
    fileName: row.file_name,
    index: row.position,
    text: row.text,
    title: row.title,
    modality: row.modality,
  }));
}

/** Whole rows, as they can be written again. */
export function toRows(answer: Pick<ArrowTable, 'toArray'>): ChunkRow[] {
  return answer
    .toArray()
    .map((row) => ({ ...row.toJSON(), vector: toVector(row.vector) }) as ChunkRow);
}

export function toVectors(answer: ArrowTable): Float32Array[] {
  const vectors = answer.getChild('vector');
  return Array.from({ length: answer.numRows }, (_, at) => toVector(vectors?.get(at))).filter(
    (vector) => vector !== null,
  );
}

function toDirection(vector: Float32Array | null): Float32Array | null {
  const direction = vector && directionOf(vector);
  return direction === vector ? null : direction;
}

function column<T>(answer: ArrowTable, name: string): T[] {
  return [...(answer.getChild(name) ?? [])] as T[];
}

/** Of a column without nulls; addresses are whole numbers far below 2^53. */
export function numbersOf(answer: ArrowTable | RecordBatch, name: string): number[] {
  return Array.from(answer.getChild(name)?.toArray() ?? [], Number);
}

/** A copy: Arrow's own view would keep the whole answer in memory. */
function toVector(value: { toArray(): ArrayLike<number> } | null | undefined): Float32Array | null {
  return value ? new Float32Array(value.toArray()) : null;
}
