import type { Cache } from '../../subgraphs/shared/cache/types.ts';
import { contextOf, type Executor } from '../gateway-types.ts';

/**
 * Drops what a mutation changed before it is answered, so that who sent it reads nothing older afterwards, whatever the
 * subgraph has told already: a read that was under way meanwhile may have filled the cache after that. What changed is what
 * the subgraphs say in `extensions.apolloCacheTags`.
 */
export function createChangingExecutor(execute: Executor, cache: Cache): Executor {
  return async (request) => {
    if (request.operation.operation !== 'mutation') return execute(request);
    const result = await execute(request);
    const context = contextOf(request);
    const tags = [...(context?.changedTags ?? [])];
    if (tags.length === 0) return result;
    try {
      await cache.invalidate({ tags });
    } catch (cause) {
      // The cache drops them before it serves anything again; the mutation is done all the same.
      context?.logger.warn({ err: cause }, 'what a mutation changed could not be dropped');
    }
    return result;
  };
}
