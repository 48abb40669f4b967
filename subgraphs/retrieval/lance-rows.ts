import { Bool, Field, FixedSizeList, Float32, Float64, Int32, Schema, Utf8 } from 'apache-arrow';
import type { ChunkBatch, IndexedChunk } from './chunk-index.ts';
import { searchableText } from './searchable-text.ts';

/** One chunk as the table keeps it. Several generations of a chunk may stand side by side; one of them is live. */
export interface ChunkRow extends Record<string, unknown> {
  readonly row_id: string;
  readonly chunk_id: string;
  readonly file_hash: string;
  readonly file_name: string;
  readonly generation: string;
  readonly live: boolean;
  readonly position: number;
  readonly text: string;
  readonly title: string | null;
  /** Title and text as their words are indexed. */
  readonly words: string;
  readonly modality: string;
  readonly media_type: string;
  readonly created_at: number;
  readonly page: number | null;
  readonly start_offset: number | null;
  readonly end_offset: number | null;
  readonly start_ms: number | null;
  readonly end_ms: number | null;
  readonly vector: Float32Array | null;
}

/** The table's columns. Explicit, because a first batch without vectors would leave the type of `vector` to chance. */
export function chunkSchema(dimensions: number): Schema {
  const text = (name: string, nullable = false) => new Field(name, new Utf8(), nullable);
  const whole = (name: string, nullable = true) => new Field(name, new Int32(), nullable);
  const component = new Field('item', new Float32(), true);
  return new Schema([
    text('row_id'),
    text('chunk_id'),
    text('file_hash'),
    text('file_name'),
    text('generation'),
    new Field('live', new Bool(), false),
    whole('position', false),
    text('text'),
    text('title', true),
    text('words'),
    text('modality'),
    text('media_type'),
    new Field('created_at', new Float64(), false),
    whole('page'),
    whole('start_offset'),
    whole('end_offset'),
    whole('start_ms'),
    whole('end_ms'),
    new Field('vector', new FixedSizeList(dimensions, component), true),
  ]);
}

/** What tells rows apart: the same chunk of another generation is another row. */
export function rowIdOf(generation: string, chunkId: string): string {
  return `${generation}:${chunkId}`;
}

export function toRow(batch: ChunkBatch, chunk: IndexedChunk): ChunkRow {
  const { file, generation, live } = batch;
  return {
    row_id: rowIdOf(generation, chunk.id),
    chunk_id: chunk.id,
    file_hash: file.hash,
    file_name: file.name,
    generation,
    live,
    position: chunk.index,
    text: chunk.text,
    title: chunk.title,
    words: searchableText(titled(chunk)),
    modality: chunk.modality,
    media_type: file.mediaType,
    created_at: file.createdAt,
    page: chunk.location?.page ?? null,
    start_offset: chunk.location?.start ?? null,
    end_offset: chunk.location?.end ?? null,
    start_ms: chunk.location?.startMs ?? null,
    end_ms: chunk.location?.endMs ?? null,
    vector: chunk.vector,
  };
}

/** The heading counts as part of the passage, once: many texts begin with their own. */
function titled({ title, text }: IndexedChunk): string {
  return title === null || text.startsWith(title) ? text : `${title}\n${text}`;
}

/** Whether writing `row` over `present` would change anything. */
export function isSameRow(row: ChunkRow, present: ChunkRow): boolean {
  const { vector, ...columns } = row;
  return (
    Object.entries(columns).every(([name, value]) => present[name] === value) &&
    hasSameNumbers(vector, present.vector)
  );
}

function hasSameNumbers(a: Float32Array | null, b: Float32Array | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
