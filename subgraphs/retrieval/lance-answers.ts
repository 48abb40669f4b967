import type { Table as ArrowTable } from 'apache-arrow';
import type { Candidate, Passage } from './chunk-index.ts';
import type { ChunkRow } from './lance-rows.ts';

/**
 * Where Arrow's answers become the domain's values: the one place that trusts the table's schema. LanceDB types
 * its answers loosely, and checking every column of hundreds of candidates would cost more than the search.
 */
export function toCandidates(answer: ArrowTable, scoreColumn: '_score' | '_distance'): Candidate[] {
  const scores = column<number>(answer, scoreColumn);
  const fileHashes = column<string>(answer, 'file_hash');
  const vectors = answer.getChild('vector');
  return column<string>(answer, 'row_id').flatMap((rowId, at) => {
    const raw = scores[at] ?? Number.NaN;
    // A vector of zeros has no direction, and so no distance from any other.
    if (!Number.isFinite(raw)) return [];
    return {
      rowId,
      fileHash: fileHashes[at] ?? '',
      score: scoreColumn === '_distance' ? 1 - raw : raw,
      vector: vectors === null ? null : toVector(vectors.get(at)),
    };
  });
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

function column<T>(answer: ArrowTable, name: string): T[] {
  return [...(answer.getChild(name) ?? [])] as T[];
}

/** A copy: Arrow's own view would keep the whole answer in memory. */
function toVector(value: { toArray(): ArrayLike<number> } | null | undefined): Float32Array | null {
  return value ? new Float32Array(value.toArray()) : null;
}
