import { withTags } from '../../subgraphs/shared/cache/cache.ts';
import type { CacheResult, Tagged } from '../../subgraphs/shared/cache/types.ts';
import { restrictCachePolicy } from '../cache-policy.ts';
import { contextOf, type SubgraphCall } from '../gateway-types.ts';
import type { SubgraphResponse } from '../subgraph-answer.ts';
import { NOT_KEPT } from './kept-answer.ts';

/**
 * A part of an answer as it is kept: as text, because whoever builds an answer changes the objects that he is given. Not
 * kept is what came with errors, what the subgraph forbids to keep, and what nothing but time would drop.
 */
export function keepPart(
  data: unknown,
  response: SubgraphResponse,
  limits: {
    readonly tags: readonly string[];
    readonly labels: readonly string[];
    readonly maxTtlSeconds: number;
    /** Whose the key is: everybody's, or one user's. */
    readonly scope: 'PUBLIC' | 'PRIVATE';
  },
): Tagged<string> {
  const { caching, errors } = response;
  const isWhole = errors === undefined && caching !== undefined && data !== undefined;
  const isAllowed = isWhole && caching.hint.maxAge > 0 && caching.hint.scope === limits.scope;
  if (!isAllowed || limits.tags.length === 0) {
    return withTags(NOT_KEPT, [], { ttlSeconds: 0 });
  }
  const ttlSeconds = Math.min(caching.hint.maxAge, limits.maxTtlSeconds);
  return withTags(JSON.stringify(data), [...limits.tags, ...limits.labels], { ttlSeconds });
}

/** Takes a kept part into an answer, which may be kept no longer than it and goes when it goes. */
export function takePart(
  call: SubgraphCall,
  { value, tags, ttlSeconds }: CacheResult<string>,
  scope: 'PUBLIC' | 'PRIVATE',
): unknown {
  restrictCachePolicy(call, { maxAge: Math.floor(ttlSeconds), scope });
  const context = contextOf(call);
  for (const tag of tags) context?.cacheTags.add(tag);
  return JSON.parse(value);
}
