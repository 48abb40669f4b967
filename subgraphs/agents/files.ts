import type { Passage, Tagged } from './retrieval.ts';

export const fileStatuses = ['QUEUED', 'PROCESSING', 'READY', 'FAILED'] as const;
export type FileStatus = (typeof fileStatuses)[number];
export const modalities = ['TEXT', 'IMAGE', 'AUDIO', 'VIDEO'] as const;
export type Modality = (typeof modalities)[number];

/** Some consecutive chunks of a file, and what is known of it. */
export interface FileExtract {
  readonly name: string;
  readonly mediaType: string;
  readonly status: FileStatus;
  /** Why it could not be read; null otherwise. */
  readonly error: string | null;
  /** How many chunks the file has. */
  readonly chunkCount: number;
  readonly passages: readonly Passage[];
}

/** A file in a list. */
export interface ListedFile {
  readonly hash: string;
  readonly name: string;
  readonly mediaType: string;
  readonly modality: Modality;
  readonly sizeBytes: number;
  readonly status: FileStatus;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface FileList {
  readonly files: readonly ListedFile[];
  /** On all pages together. */
  readonly totalCount: number;
  /** Where the next page begins; null when there is none. */
  readonly next: string | null;
}

export interface FileListQuery {
  readonly first: number;
  /** The `next` of the page before. */
  readonly after?: string | undefined;
  readonly status: readonly FileStatus[];
  readonly modalities?: readonly Modality[] | undefined;
  readonly nameContains?: string | undefined;
}

/** What agents need of the worker. Rejects with the code that the service gave, or SUBGRAPH_UNAVAILABLE, or TIMEOUT. */
export interface Files {
  /** Null when there is no such file. */
  read(
    range: { readonly hash: string; readonly from: number; readonly first: number },
    requestId?: string,
  ): Promise<Tagged<FileExtract | null>>;
  /** Newest first. */
  list(query: FileListQuery, requestId?: string): Promise<Tagged<FileList>>;
}
