import { z } from 'zod';
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

const tableAnswer = z.object({ incarnation: z.string().min(1), isServing: z.boolean() });

/** The index behind retrieval's internal HTTP interface, for vectors of one space. */
export function createRetrievalSearchIndex(retrieval: ServiceClient, space: string): SearchIndex {
  return {
    ...createTables(retrieval),
    put: async (generation, chunks, live) => {
      for (let start = 0; start < chunks.length; start += CHUNKS_PER_PUT) {
        const batch = chunks.slice(start, start + CHUNKS_PER_PUT);
        await retrieval.call({
          method: 'PUT',
          path: `${pathOf(generation)}/chunks`,
          body: { file: toFile(generation.file), space, live, chunks: batch.map(toRow) },
          timeoutMs: WRITE_TIMEOUT_MS,
        });
      }
    },
    commit: async (generation, chunkCount) => {
      await retrieval.call({
        method: 'POST',
        path: `${pathOf(generation)}/commit`,
        body: { file: toFile(generation.file), space, chunkCount },
        timeoutMs: WRITE_TIMEOUT_MS,
      });
    },
    remove: async (fileHash, timeoutMs) => {
      const path = `/internal/v1/index/files/${fileHash}`;
      await retrieval.call({ method: 'DELETE', path, timeoutMs });
    },
  };
}

function createTables(retrieval: ServiceClient): Pick<SearchIndex, 'table' | 'serve'> {
  const toPath = (space: string) => `/internal/v1/index/models/${encodeURIComponent(space)}`;
  return {
    table: async (space) =>
      tableAnswer.parse(await retrieval.call({ method: 'GET', path: toPath(space) })),
    serve: async (space, incarnation) => {
      await retrieval.call({
        method: 'POST',
        path: `${toPath(space)}/serve`,
        body: { incarnation },
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
