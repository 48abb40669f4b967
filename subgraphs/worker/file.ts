import type { FileStatus, Modality } from './generated/resolvers.ts';

/** A file as the store keeps it: identified by the SHA-256 of its bytes. */
export interface FileRecord {
  /** Position in the order of ingestion; what the cursors of file lists hold. */
  readonly sequence: number;
  /** Lower-case hex. */
  readonly hash: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly modality: Modality;
  readonly status: FileStatus;
  /** Why it is FAILED; null otherwise. */
  readonly error: string | null;
  readonly createdAt: Date;
  readonly metadata: unknown;
  readonly properties: unknown;
  /** What its visible chunks were made by (extractor and chunker with their versions); null before the first. */
  readonly contentVersion: string | null;
  /** The generation of its rows in the search index: the content's version and the embedding model; null before the first. */
  readonly generation: string | null;
}

/** What is known of a file before anything has read it. */
export type NewFile = Pick<
  FileRecord,
  'hash' | 'name' | 'mediaType' | 'sizeBytes' | 'modality' | 'metadata'
>;
