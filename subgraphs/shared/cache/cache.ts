import { LayeredCache } from './layered-cache.ts';
import type { Cache, CacheOptions } from './types.ts';

export { CacheUnavailableError } from './cache-unavailable-error.ts';
export { withTags } from './tagged-value.ts';
export type * from './types.ts';

/**
 * A cache in two levels, the process's memory and Redis, for one service. It starts whether Redis is there or not, and
 * never keeps a process from ending. Throws a TypeError for a service or kind whose name cannot be part of a key.
 *
 * Values are answered as parsed, frozen data: what JSON (or Float32, for kinds that say so) made of them.
 */
export function createCache(options: CacheOptions): Cache {
  return new LayeredCache(options);
}
