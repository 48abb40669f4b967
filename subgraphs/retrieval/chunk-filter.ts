/** What kind of content a chunk was taken from; the graph's `Modality`. */
export const modalities = ['TEXT', 'IMAGE', 'AUDIO', 'VIDEO'] as const;
export type Modality = (typeof modalities)[number];

/**
 * Conditions on the chunks that are searched, in canonical form: lists sorted and without repeats, hashes and media
 * types in lower case, moments in milliseconds since the epoch. `null` means no condition; an empty list fits nothing.
 */
export interface ChunkFilter {
  readonly modalities: readonly Modality[] | null;
  readonly mediaTypes: readonly string[] | null;
  readonly fileHashes: readonly string[] | null;
  /** At this moment or later. */
  readonly createdAfter: number | null;
  /** Before this moment. */
  readonly createdBefore: number | null;
}

/** Every chunk fits. */
export const NO_FILTER: ChunkFilter = {
  modalities: null,
  mediaTypes: null,
  fileHashes: null,
  createdAfter: null,
  createdBefore: null,
};

/** True when no chunk can fit, whatever the index holds. */
export function fitsNothing(filter: ChunkFilter): boolean {
  const { createdAfter, createdBefore } = filter;
  return (
    [filter.modalities, filter.mediaTypes, filter.fileHashes].some((list) => list?.length === 0) ||
    (createdAfter !== null && createdBefore !== null && createdAfter >= createdBefore)
  );
}
