import type { Modality } from './generated/resolvers.ts';

/** A passage of a file as the store keeps it. */
export interface ChunkRecord {
  readonly id: string;
  readonly fileHash: string;
  readonly contentVersion: string;
  /** Position in the file, from 0. */
  readonly index: number;
  readonly text: string;
  readonly modality: Modality;
  /** The heading that it stands under, or the file's title. */
  readonly title: string | null;
  readonly location: ChunkPosition | null;
}

/**
 * Where in its file a chunk lies. `start` and `end` are bytes in the UTF-8 of the extracted text, the times are
 * milliseconds, pages count from 1; null where the file has no such thing.
 */
export interface ChunkPosition {
  readonly page: number | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly startMs: number | null;
  readonly endMs: number | null;
}
