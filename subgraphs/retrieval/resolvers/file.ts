import { fileTag, modelTag, SEARCH_TAG } from '../../shared/service/cache-tags.ts';
import type { FileResolvers } from '../generated/resolvers.ts';
import { readFirst } from '../search-arguments.ts';

const DEFAULT_FIRST = 5;

export const File = {
  __resolveReference: ({ hash }) => ({ hash }),
  similar: async ({ hash }, { first }, { parts, similarFiles, cacheTags }) => {
    cacheTags.add(modelTag(parts.model));
    const hits = await similarFiles.load({ hash, first: readFirst(first ?? DEFAULT_FIRST) });
    for (const of of [hash, ...hits.map((hit) => hit.fileHash)]) cacheTags.add(fileTag(of));
    cacheTags.add(SEARCH_TAG);
    return hits;
  },
} satisfies FileResolvers;
