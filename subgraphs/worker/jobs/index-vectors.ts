import { fileTag } from '../../shared/service/cache-tags.ts';
import type { ChunkRecord } from '../chunk.ts';
import { type EmbedDeps, embedTexts } from '../embedding/embed-texts.ts';
import type { Generation, SearchIndex } from '../index/search-index.ts';
import { untilAborted } from './until-aborted.ts';

/** Chunks between two reports: a few seconds of the embedded model's work. */
const BATCH_SIZE = 32;

export interface VectorWork {
  readonly generation: Generation;
  readonly chunks: readonly ChunkRecord[];
  /** Whether the rows are found at once, or only after the commit. */
  readonly isLive: boolean;
  readonly signal: AbortSignal;
}

/** Embeds the chunks and hands them to the index, batch by batch; `onProgress` is told the share that is done. */
export async function indexVectors(
  deps: EmbedDeps & { readonly index: SearchIndex },
  { generation, chunks, isLive, signal }: VectorWork,
  onProgress: (share: number) => Promise<void>,
): Promise<void> {
  const tags = [fileTag(generation.file.hash)];
  for (let start = 0; start < chunks.length; start += BATCH_SIZE) {
    await onProgress(start / chunks.length);
    const batch = chunks.slice(start, start + BATCH_SIZE);
    const texts = batch.map(({ text }) => text);
    const vectors = await untilAborted(embedTexts(deps, texts, tags), signal);
    const rows = batch.map((chunk, index) => ({ chunk, vector: vectors[index]?.value ?? null }));
    await deps.index.put(generation, rows, isLive);
    signal.throwIfAborted();
  }
  await onProgress(1);
}
