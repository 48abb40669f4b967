import { toCacheInfo } from '../../shared/service/cache-info.ts';
import type { EmbeddingResolvers, ModelResolvers } from '../generated/resolvers.ts';

export const model: ModelResolvers = {
  __resolveReference: ({ name }, { loaders }) => loaders.models.load(name),
  cache: ({ result }) => toCacheInfo(result),
};

export const embedding: EmbeddingResolvers = {
  vector: ({ result }) => Array.from(result.value),
  cache: ({ result }) => toCacheInfo(result),
};
