import type { ChunkFilter, Modality } from './chunk-filter.ts';
import type { WordMatcher } from './word-matcher.ts';

/** The file that a chunk belongs to, as far as search needs to know it. */
export interface IndexedFile {
  readonly hash: string;
  readonly name: string;
  /** In lower case, without parameters. */
  readonly mediaType: string;
  readonly modality: Modality;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** Where in its file a chunk lies: page, offsets in the extracted text, milliseconds. */
export interface ChunkLocation {
  readonly page: number | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly startMs: number | null;
  readonly endMs: number | null;
}

/** One chunk on its way into the index. */
export interface IndexedChunk {
  readonly id: string;
  /** Position in the file, from 0. */
  readonly index: number;
  readonly text: string;
  readonly modality: Modality;
  readonly title: string | null;
  readonly location: ChunkLocation | null;
  /** `null`: not embedded yet, found by its words only. */
  readonly vector: Float32Array | null;
}

/**
 * Some chunks of one generation of a file's content: what one version of the extractor, the chunker and the model
 * made of it. Chunks that are not `live` wait, unseen by searches, until their generation is committed.
 */
export interface ChunkBatch {
  /** Names the space of the vectors; that of the configured model when absent. */
  readonly space?: string | undefined;
  readonly file: IndexedFile;
  readonly generation: string;
  readonly live: boolean;
  readonly chunks: readonly IndexedChunk[];
}

/** A chunk that fits a query, without its text. `score` is BM25, or the cosine of the angle between the vectors. */
export interface Candidate extends RowAddress {
  readonly fileHash: string;
  readonly score: number;
  /** Its vector, of length 1; `null` while the chunk is not embedded, or when its vector has no direction. */
  readonly direction: Float32Array | null;
}

/** A row, and where the index keeps it for now. */
export interface RowAddress {
  readonly rowId: string;
  readonly address: number;
}

/** The index's own copy of a chunk. */
export interface Passage {
  readonly rowId: string;
  readonly chunkId: string;
  readonly fileHash: string;
  readonly fileName: string;
  readonly index: number;
  readonly text: string;
  readonly title: string | null;
  readonly modality: Modality;
}

/** How a commit ended: done, or refused because chunks are missing. */
export type CommitOutcome =
  | { readonly committed: true; readonly changed: boolean }
  | { readonly committed: false; readonly found: number };

/** Where chunks are found by their words and by their vectors. Every operation is idempotent; writes come one by one. */
export interface ChunkIndex {
  /** Names what scores depend on beside the content: the model's space and the tokenizer. Part of every cache key. */
  readonly generation: string;
  /**
   * Adds or replaces chunks. A chunk that is live stays live, and one that comes without a vector keeps the one
   * that its unchanged text already has, so that sending a file again never takes anything away from searches.
   * `visible` says whether searches may answer differently now.
   */
  upsert(batch: ChunkBatch): Promise<{ readonly visible: boolean }>;
  /** In one step: this generation's first `chunkCount` chunks become all that searches see of the file. */
  commit(fileHash: string, generation: string, chunkCount: number): Promise<CommitOutcome>;
  /** Forgets a file; gives the number of chunks that went. */
  deleteFile(fileHash: string): Promise<number>;
  /** Live chunks with any of the query's words, best BM25 first. The query is text, never a query language. */
  searchWords(query: string, options: CandidateOptions): Promise<readonly Candidate[]>;
  /** Live, embedded chunks, nearest first. */
  searchVector(vector: Float32Array, options: CandidateOptions): Promise<readonly Candidate[]>;
  /** The passages of these rows, in no particular order; rows that have gone meanwhile may be absent. */
  readPassages(rows: readonly RowAddress[]): Promise<readonly Passage[]>;
  /** The vectors of a file's live chunks. */
  readFileVectors(fileHash: string): Promise<readonly Float32Array[]>;
  /** Finds a query's words in the texts of passages that `readPassages` gave: folded, stemmed, without those that the index leaves out, such as "the". */
  matcher(query: string, texts: readonly string[]): Promise<WordMatcher>;
  /** Rejects when the index cannot be read. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface CandidateOptions {
  readonly filter: ChunkFilter;
  readonly limit: number;
  /** Leaves out this file's own chunks. */
  readonly exceptFile?: string;
}
