import type { Cache } from '../../subgraphs/shared/cache/types.ts';
import type { CacheEndpoint } from './cache-endpoint.ts';

/** The gateway's own response cache. */
export function ownCache(cache: Cache): CacheEndpoint {
  return {
    service: 'GATEWAY',
    kinds: async () => (await cache.stats()).kinds.map(({ kind }) => kind),
    invalidate: async (selection) => (await cache.invalidate(selection)).removedEntries,
    clear: async (kinds) =>
      (await cache.clear(kinds === undefined ? {} : { kinds })).removedEntries,
  };
}
