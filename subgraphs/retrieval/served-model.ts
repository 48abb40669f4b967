import type { Logger } from 'pino';
import type { Embedder } from '../shared/embedding/embedder.ts';
import { LanceChunkIndex } from './lance-chunk-index.ts';
import { PassageFinder } from './passage-finder.ts';
import { QueryEmbedder } from './query-embedder.ts';

/** One model with all that searches need of it: who embeds queries, and the index of its vectors. They never mix. */
export interface ServedModel {
  readonly space: string;
  readonly embedder: Embedder;
  readonly index: LanceChunkIndex;
  readonly finder: PassageFinder;
}

/** What the index of any model is opened with. */
export interface IndexSettings {
  readonly folder: string;
  readonly logger: Logger;
  /** For what ranking knows of rows without reading them. */
  readonly memoryMaxBytes?: number;
}

export async function openServedModel(
  embedder: Embedder,
  { folder, logger, memoryMaxBytes }: IndexSettings,
): Promise<ServedModel> {
  const { space: model, dimensions } = embedder;
  const options = { folder, model, dimensions, logger };
  const index = await LanceChunkIndex.open({
    ...options,
    ...(memoryMaxBytes !== undefined && { memoryMaxBytes }),
  });
  const finder = new PassageFinder(index, new QueryEmbedder(embedder), logger);
  return { space: model, embedder, index, finder };
}
