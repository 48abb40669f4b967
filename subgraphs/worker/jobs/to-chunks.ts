import type { ChunkRecord } from '../chunk.ts';
import type { ExtractedChunk } from '../chunking/chunk-extraction.ts';
import { chunkId } from '../extraction/extract-file.ts';
import type { FileRecord } from '../file.ts';

/** The passages as the file's own records, with their ids. */
export function toChunks(
  file: FileRecord,
  contentVersion: string,
  passages: readonly ExtractedChunk[],
): ChunkRecord[] {
  return passages.map(({ text, title, page, start, end, startMs, endMs }, index) => ({
    id: chunkId(file, contentVersion, index),
    fileHash: file.hash,
    contentVersion,
    index,
    text,
    modality: file.modality,
    title: title ?? file.name,
    location: { page, start, end, startMs, endMs },
  }));
}
