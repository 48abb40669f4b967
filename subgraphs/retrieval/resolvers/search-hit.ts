import type { SearchHitResolvers } from '../generated/resolvers.ts';

export const SearchHit = {
  chunk: (hit) => ({ id: hit.chunkId }),
  file: (hit) => ({ hash: hit.fileHash }),
} satisfies SearchHitResolvers;
