import { createHash } from 'node:crypto';
import { embedWords } from '../../shared/testing/word-embedder.ts';
import type { ChunkBatch, IndexedFile } from '../chunk-index.ts';

export const DIMENSIONS = 64;

/** A hash as files have it, from any name. */
export function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

export function fileNamed(name: string, fields: Partial<IndexedFile> = {}): IndexedFile {
  return {
    hash: hashOf(name),
    name,
    mediaType: 'text/plain',
    modality: 'TEXT',
    createdAt: Date.UTC(2026, 0, 1),
    ...fields,
  };
}

/** One chunk per text, live and embedded unless `options` say otherwise. */
export function batchOf(
  name: string,
  texts: readonly string[],
  options: {
    generation?: string;
    live?: boolean;
    embedded?: boolean;
    vectors?: readonly Float32Array[];
    title?: string;
    file?: Partial<IndexedFile>;
  } = {},
): ChunkBatch {
  const file = fileNamed(name, options.file);
  return {
    file,
    generation: options.generation ?? 'g1',
    live: options.live ?? true,
    chunks: texts.map((text, index) => ({
      id: `${file.hash}-${index}`,
      index,
      text,
      modality: file.modality,
      title: options.title ?? null,
      location: {
        page: null,
        start: index * 100,
        end: index * 100 + 50,
        startMs: null,
        endMs: null,
      },
      vector:
        options.vectors?.[index] ??
        ((options.embedded ?? true) ? embedWords(text, DIMENSIONS) : null),
    })),
  };
}
