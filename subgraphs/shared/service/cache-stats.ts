import type { Cache, CacheStatistics } from '../cache/types.ts';

export type CacheServiceName = 'WORKER' | 'RETRIEVAL' | 'AGENTS' | 'GATEWAY';

/** A service's own part of `Query.cacheStats`. Shape of the graph's `CacheStats`. */
export async function readCacheStats<S extends CacheServiceName>(
  service: S,
  cache: Cache,
): Promise<CacheStatistics & { service: S; kinds: CacheStatistics['kinds'][number][] }> {
  const stats = await cache.stats();
  return { service, ...stats, kinds: [...stats.kinds] };
}
