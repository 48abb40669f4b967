import { readCacheStats } from '../../shared/service/cache-stats.ts';
import { readPage } from '../../shared/service/connection.ts';
import { markNoStore } from '../../shared/service/no-store.ts';
import { readBundleArguments } from '../bundle-arguments.ts';
import { buildContextBundle } from '../context-bundle.ts';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { isPassing } from '../search-notice.ts';
import { answerSearch } from '../search-request.ts';

export const Query = {
  search: async (_, input, { parts, cacheTags }, info) => {
    const answer = await answerSearch(parts, input);
    for (const tag of answer.cacheTags) cacheTags.add(tag);
    if (isPassing(answer.notices.map(({ code }) => code))) markNoStore(info);
    return answer;
  },
  contextBundle: async (_, input, { parts, cacheTags }, info) => {
    const bundle = await buildContextBundle(parts, readBundleArguments(input));
    for (const tag of bundle.cacheTags) cacheTags.add(tag);
    if (isPassing(bundle.notices.map(({ code }) => code))) markNoStore(info);
    return bundle;
  },
  searchSessions: (_, page, { parts }) => parts.sessions.page(readPage(page)),
  cacheStats: async (_, __, { parts }) => ({
    retrieval: await readCacheStats('RETRIEVAL', parts.cache),
  }),
} satisfies QueryResolvers;
