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

export async function openServedModel(
  embedder: Embedder,
  { folder, logger }: { readonly folder: string; readonly logger: Logger },
): Promise<ServedModel> {
  const { space, dimensions } = embedder;
  const index = await LanceChunkIndex.open({ folder, model: space, dimensions, logger });
  const finder = new PassageFinder(index, new QueryEmbedder(embedder), logger);
  return { space, embedder, index, finder };
}
