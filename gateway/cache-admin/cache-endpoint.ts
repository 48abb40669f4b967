import type { CacheServiceName } from '../../subgraphs/shared/service/cache-stats.ts';

/** What to drop, as every service's `POST /api/v1/cache/invalidate` takes it. */
export type CacheSelection = { readonly tags: readonly string[] } | { readonly pattern: string };

/** One service's cache as the fan-out reaches it. Every call rejects when the service could not do it. */
export interface CacheEndpoint {
  readonly service: CacheServiceName;
  /** Names of the kinds that this service caches; rejects soon when it does not answer. */
  kinds(requestId: string): Promise<readonly string[]>;
  /** Gives how many entries went. */
  invalidate(selection: CacheSelection, requestId: string): Promise<number>;
  /** Empties these kinds, or all; gives how many entries went. */
  clear(kinds: readonly string[] | undefined, requestId: string): Promise<number>;
}
