import type { FastifyRequest } from 'fastify';
import type { CacheStatus } from '../../subgraphs/shared/cache/types.ts';

/** Asks for `extensions.cache`. */
const REPORT_HEADER = 'x-cache-debug';
/** The same from Apollo Sandbox, which shows `extensions.apolloCacheDebugging`. */
const ROUTER_HEADER = 'apollo-cache-debugging';

/** One call to a subgraph, or one entity of it. Shape of `extensions.cache.fetches`. */
export interface FetchReport {
  readonly subgraph: string;
  readonly kind: 'root' | 'entity';
  /** The root fields, or the entity's type and key. */
  readonly name: string;
  readonly status: CacheStatus;
  readonly ageSeconds: number;
  /** What is left; 0 when it is kept nowhere. */
  readonly ttlSeconds: number;
  readonly tags: readonly string[];
  /** Milliseconds until it was there. */
  readonly ms: number;
}

/** Where each part of one answer came from; gathered only for who asks. */
export interface CacheReport {
  readonly format: 'cache' | 'apolloCacheDebugging';
  readonly fetches: FetchReport[];
}

/** Whether a request asks for a report: its answer is then its own and not a whole one from the cache. */
export function asksForReport(headers: Readonly<Record<string, unknown>>): boolean {
  return REPORT_HEADER in headers || ROUTER_HEADER in headers;
}

export function openCacheReport({ headers }: FastifyRequest): CacheReport | undefined {
  if (REPORT_HEADER in headers) return { format: 'cache', fetches: [] };
  return headers[ROUTER_HEADER] === 'true'
    ? { format: 'apolloCacheDebugging', fetches: [] }
    : undefined;
}
