import type { ServiceClient } from '../../shared/service/service-client.ts';
import type { FileRecord } from '../file.ts';
import {
  CHUNKS_PER_PUT,
  type Generation,
  type IndexedChunk,
  type SearchIndex,
} from './search-index.ts';

/** Index writes touch the disk and may wait for one another. */
const WRITE_TIMEOUT_MS = 15_000;

/** The index behind retrieval's internal HTTP interface. */
export function createRetrievalSearchIndex(retrieval: ServiceClient): SearchIndex {
  return {
    put: async (generation, chunks, live) => {
      for (let start = 0; start < chunks.length; start += CHUNKS_PER_PUT) {
        const batch = chunks.slice(start, start + CHUNKS_PER_PUT);
        await retrieval.call({
          method: 'PUT',
          path: `${pathOf(generation)}/chunks`,
          body: { file: toFile(generation.file), live, chunks: batch.map(toRow) },
          timeoutMs: WRITE_TIMEOUT_MS,
        });
      }
    },
    commit: async (generation, chunkCount) => {
      await retrieval.call({
        method: 'POST',
        path: `${pathOf(generation)}/commit`,
        body: { file: toFile(generation.file), chunkCount },
        timeoutMs: WRITE_TIMEOUT_MS,
      });
    },
    remove: async (fileHash) => {
      await retrieval.call({
        method: 'DELETE',
        path: `/internal/v1/index/files/${fileHash}`,
        timeoutMs: WRITE_TIMEOUT_MS,
      });
    },
  };
}

function pathOf({ file, generation }: Generation): string {
  return `/internal/v1/index/files/${file.hash}/generations/${generation}`;
}

function toFile(file: FileRecord) {
  const { hash, name, mediaType, modality, createdAt } = file;
  return { hash, name, mediaType, modality, createdAt: createdAt.toISOString() };
}

function toRow({ chunk, vector }: IndexedChunk) {
  const { id, index, text, modality, title, location } = chunk;
  return { id, index, text, modality, title, location, vector: vector && toBase64(vector) };
}

/** Little-endian Float32, as every machine that Node runs on has them in memory. */
function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}
