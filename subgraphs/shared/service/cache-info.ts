import type { CacheResult, CacheStatus } from '../cache/types.ts';

/** How a value was served, in the shape of the graph's `CacheInfo`. */
export interface CacheInfo {
  readonly status: CacheStatus;
  readonly ageSeconds: number | null;
  readonly ttlSeconds: number | null;
  readonly tags: readonly string[] | null;
}

/** Whole seconds; what was computed around the cache has no age, no TTL and no tags, because it is not kept. */
export function toCacheInfo(result: CacheResult<unknown>): CacheInfo {
  const { status, tags } = result;
  if (status === 'BYPASS') return { status, ageSeconds: null, ttlSeconds: null, tags: null };
  return {
    status,
    ageSeconds: Math.floor(result.ageSeconds),
    ttlSeconds: result.ttlSeconds > 0 ? Math.ceil(result.ttlSeconds) : null,
    tags: [...tags].sort(),
  };
}
