import type { CitationResolvers } from '../generated/resolvers.ts';

export const Citation = {
  chunk: (citation) => ({ id: citation.chunkId }),
  file: (citation) => ({ hash: citation.fileHash }),
} satisfies CitationResolvers;
