import { contextOf } from '../gateway-types.ts';
import type { SubgraphResponse } from '../subgraph-answer.ts';
import type { CacheableCall, CachedDataSourceOptions } from './cached-data-source.ts';
import { NOT_KEPT } from './kept-answer.ts';
import { keepPart, takePart } from './kept-part.ts';
import { subgraphLabel, typeLabel } from './part-labels.ts';
import { reportPart } from './report-fetch.ts';
import { rootFieldTags } from './root-cache-tags.ts';

/**
 * The root fields of one query to a subgraph, kept together. Undefined when they may not be kept: one of them does not say
 * with `@cacheTag` what drops it, or somebody else has just been given an answer that is not to be shared.
 */
export async function readRootFields(
  { name, cache, maxTtlSeconds }: CachedDataSourceOptions,
  { call, operation, graph, scope, keyBase, load }: CacheableCall,
): Promise<SubgraphResponse | undefined> {
  const { rootFields } = operation;
  if (!rootFields.every((field) => graph.rootCacheTags.has(field.name.value))) return undefined;
  const variables = call.request.variables ?? {};
  const known = rootFields.flatMap((field) => rootFieldTags(field, variables, graph));
  const labels = [subgraphLabel(name), typeLabel(name, 'Query')];
  const context = contextOf(call);
  for (const tag of [...known, ...labels]) context?.cacheTags.add(tag);
  const startedAt = performance.now();
  let own: SubgraphResponse | undefined;
  const request = { kind: 'fetch', key: [...keyBase, variables], tags: [...known, ...labels] };
  const result = await cache.getOrLoad<string>(request, async () => {
    own = await load(call);
    const tags = [...known, ...(own.caching?.cacheTags ?? [])];
    return keepPart(own.data ?? undefined, own, { tags, labels, maxTtlSeconds, scope });
  });
  if (own === undefined && result.value === NOT_KEPT) return undefined;
  const fields = rootFields.map((field) => field.name.value).join(', ');
  reportPart(call, { subgraph: name, kind: 'root', name: fields, startedAt }, result);
  if (own !== undefined) return own;
  return { data: takePart(call, result, scope) as Record<string, unknown> };
}
