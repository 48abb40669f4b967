import type { ChunkRecord } from '../chunk.ts';
import type { FileRecord } from '../file.ts';

/** A chunk as it goes to the index; without a vector it is found by its words only. */
export interface IndexedChunk {
  readonly chunk: ChunkRecord;
  readonly vector: Float32Array | null;
}

/** One generation of a file's rows: what made its chunks and its vectors. */
export interface Generation {
  readonly file: FileRecord;
  readonly generation: string;
}

/**
 * The search index that retrieval keeps, as the worker writes to it. Every call may be repeated. All reject with
 * SUBGRAPH_UNAVAILABLE or TIMEOUT while retrieval is away.
 */
export interface SearchIndex {
  /** Adds or replaces rows. Rows that are not `live` are found only after the commit. */
  put(generation: Generation, chunks: readonly IndexedChunk[], live: boolean): Promise<void>;
  /** Makes this generation the file's only one. Rejects with BAD_USER_INPUT when rows are missing. */
  commit(generation: Generation, chunkCount: number): Promise<void>;
  /** A call that got no answer within `timeoutMs` may have been taken all the same, and be carried out before what is sent later. */
  remove(fileHash: string, timeoutMs: number): Promise<void>;
  /** The table that vectors of this space go to. */
  table(space: string): Promise<VectorTable>;
  /** From now on searches go to this space. Rejects with BAD_USER_INPUT when its table is another one by now. */
  serve(space: string, incarnation: string): Promise<void>;
}

/** Where the index keeps the vectors of one space. */
export interface VectorTable {
  /** Another one than before says that all rows have to come again. */
  readonly incarnation: string;
  /** Whether searches go to it. */
  readonly isServing: boolean;
}

/** The largest number of chunks in one `put`. */
export const CHUNKS_PER_PUT = 200;
