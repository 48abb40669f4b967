import type { CacheServiceName } from '../../subgraphs/shared/service/cache-stats.ts';
import { hasErrorCode } from '../../subgraphs/shared/service/domain-error.ts';
import type { CacheEndpoint } from './cache-endpoint.ts';

/** What one service made of it. Shape of the graph's `ServiceInvalidation`. */
export interface ServiceResult {
  readonly service: CacheServiceName;
  readonly status: 'DONE' | 'UNAVAILABLE';
  readonly removedEntries: number;
  readonly error: string | null;
}

/** What all of them made of it. Shape of the graph's `CacheInvalidation`. */
export interface FanOutResult {
  readonly complete: boolean;
  readonly removedEntries: number;
  readonly results: readonly ServiceResult[];
}

/**
 * Runs `change`, which gives the number of entries removed, on one endpoint after the other: a service comes after
 * those that it reads from, or it could fill its cache again from one that is not done yet. One that fails is said
 * so, and the rest go on.
 */
export async function fanOut(
  endpoints: readonly CacheEndpoint[],
  change: (endpoint: CacheEndpoint) => Promise<number>,
): Promise<FanOutResult> {
  const results: ServiceResult[] = [];
  for (const endpoint of endpoints) results.push(await runOn(endpoint, change));
  return {
    complete: results.every(({ status }) => status === 'DONE'),
    removedEntries: results.reduce((sum, { removedEntries }) => sum + removedEntries, 0),
    results,
  };
}

async function runOn(
  endpoint: CacheEndpoint,
  change: (endpoint: CacheEndpoint) => Promise<number>,
): Promise<ServiceResult> {
  const { service } = endpoint;
  try {
    return { service, status: 'DONE', removedEntries: await change(endpoint), error: null };
  } catch (error) {
    const reason = hasErrorCode(error) ? error.message : 'The service failed; its log says why.';
    return { service, status: 'UNAVAILABLE', removedEntries: 0, error: reason };
  }
}
