import type { Cache, CacheRequest, Tagged } from '../cache/types.ts';
import { withSpan } from './with-span.ts';

/** The cache with a span for each read, which says of what kind it was and how it was served. Never its key. */
export function tracedCache(cache: Cache): Cache {
  return {
    getOrLoad: <T>(request: CacheRequest, load: () => Promise<T | Tagged<T>> | T | Tagged<T>) =>
      tracedRead(request.kind, {}, async (describe) => {
        const result = await cache.getOrLoad<T>(request, load);
        describe('cache.status', result.status);
        return result;
      }),
    // What is found in memory is answered in the same turn, and would cost less than its span.
    find: <T>(request: CacheRequest) => cache.find<T>(request),
    getOrLoadMany: (requests, loadMany) =>
      tracedRead(
        requests[0]?.kind ?? 'nothing',
        { 'cache.reads': requests.length },
        async (describe) => {
          const results = await cache.getOrLoadMany(requests, loadMany);
          describe('cache.hits', results.filter(({ status }) => status === 'HIT').length);
          return results;
        },
      ),
    invalidate: (invalidation) => cache.invalidate(invalidation),
    clear: (options) => cache.clear(options),
    stats: () => cache.stats(),
    ready: (timeoutMs) => cache.ready(timeoutMs),
    close: () => cache.close(),
  };
}

function tracedRead<R>(
  kind: string,
  attributes: Readonly<Record<string, number>>,
  read: (describe: (name: string, value: string | number) => void) => Promise<R>,
): Promise<R> {
  const options = { kind: 'internal', attributes: { 'cache.kind': kind, ...attributes } } as const;
  return withSpan(`cache ${kind}`, options, (span) => read(span.setAttribute));
}
