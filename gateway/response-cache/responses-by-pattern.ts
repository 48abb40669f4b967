import type { Cache } from '../../subgraphs/shared/cache/types.ts';
import { CONTEXT_TAG, SEARCH_TAG } from '../../subgraphs/shared/service/cache-tags.ts';

/**
 * The response cache as invalidations reach it. A response may hold several searches, so it has no one text that a
 * pattern could fit: a pattern drops every response that holds a search or a context bundle.
 */
export function responsesByPattern(cache: Cache): Cache {
  return {
    getOrLoad: (request, load) => cache.getOrLoad(request, load),
    find: (request) => cache.find(request),
    getOrLoadMany: (requests, loadMany) => cache.getOrLoadMany(requests, loadMany),
    invalidate: ({ pattern, ...invalidation }) =>
      cache.invalidate(
        pattern === undefined
          ? invalidation
          : { ...invalidation, tags: [...(invalidation.tags ?? []), SEARCH_TAG, CONTEXT_TAG] },
      ),
    clear: (options) => cache.clear(options),
    stats: () => cache.stats(),
    ready: (timeoutMs) => cache.ready(timeoutMs),
    close: () => cache.close(),
  };
}
