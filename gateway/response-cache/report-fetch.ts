import type { CacheResult } from '../../subgraphs/shared/cache/types.ts';
import { contextOf, type SubgraphCall } from '../gateway-types.ts';
import type { SubgraphResponse } from '../subgraph-answer.ts';
import type { FetchReport } from './cache-report.ts';

type Part = Pick<FetchReport, 'subgraph' | 'kind' | 'name'> & { readonly startedAt: number };

/** Notes how one part was served, when the request asks for it. `startedAt` is of `performance.now`. */
export function reportPart(call: SubgraphCall, part: Part, result: CacheResult<unknown>): void {
  const { startedAt, ...named } = part;
  const { status, ageSeconds, ttlSeconds, tags } = result;
  contextOf(call)?.cacheReport?.fetches.push({
    ...named,
    status: status === 'MISS' && ttlSeconds === 0 ? 'BYPASS' : status,
    ageSeconds,
    ttlSeconds,
    tags,
    ms: Math.round((performance.now() - startedAt) * 100) / 100,
  });
}

/** The same for a call that no cache was asked for. */
export function reportPassed(
  call: SubgraphCall,
  subgraph: string,
  { response, startedAt }: { readonly response: SubgraphResponse; readonly startedAt: number },
): void {
  const name = Object.keys(response.data ?? {}).join(', ');
  const kind = name === '_entities' ? 'entity' : 'root';
  const tags = response.caching?.cacheTags ?? [];
  const result = {
    value: undefined,
    status: 'BYPASS',
    ageSeconds: 0,
    ttlSeconds: 0,
    tags,
  } as const;
  reportPart(call, { subgraph, kind, name, startedAt }, result);
}
