import { withTags } from '../../subgraphs/shared/cache/cache.ts';
import type { Cache, Tagged } from '../../subgraphs/shared/cache/types.ts';
import {
  contextOf,
  type Executor,
  type OperationRequest,
  type OperationResult,
} from '../gateway-types.ts';
import type { CacheableGraph } from './cacheable-graph.ts';
import { rootFieldTags } from './root-cache-tags.ts';
import { wantsResponseCache } from './wants-response-cache.ts';

/** What is kept: the data alone, because an answer with errors never is. */
type KeptResponse =
  | { readonly isKept: true; readonly data: NonNullable<OperationResult['data']> }
  | { readonly isKept: false };

export interface CachedExecutorOptions {
  readonly execute: Executor;
  readonly cache: Cache;
  readonly maxTtlSeconds: number;
  /** Undefined until the schema is loaded. */
  readonly graph: () => CacheableGraph | undefined;
}

/** Answers from the response cache what may be answered from it, and executes the rest. */
export function createCachedExecutor(options: CachedExecutorOptions): Executor {
  return async (request) => {
    const graph = options.graph();
    const operation = wantsResponseCache(request)
      ? graph?.operationOf(request.document, request.operationName)
      : null;
    if (!graph || !operation) return options.execute(request);
    const variables = pick(request.request.variables ?? {}, operation.variableNames);
    const tags = operation.rootFields.flatMap((field) => rootFieldTags(field, variables, graph));
    const key = {
      operation: operation.text,
      operationName: request.operationName,
      variables,
      schema: graph.id,
    };
    return readThrough(options, request, { key, tags });
  };
}

async function readThrough(
  { cache, execute, maxTtlSeconds }: CachedExecutorOptions,
  request: OperationRequest,
  entry: { key: unknown; tags: readonly string[] },
): Promise<OperationResult> {
  let own: OperationResult | undefined;
  const { value, status, ageSeconds, ttlSeconds } = await cache.getOrLoad<KeptResponse>(
    { kind: 'response', ...entry },
    async () => {
      own = await execute(request);
      return toKept(own, request, { maxTtlSeconds, tags: entry.tags });
    },
  );
  const context = contextOf(request);
  if (own !== undefined) {
    if (context && status === 'MISS') context.responseCache = { status };
    return own;
  }
  // Another request's answer that may not be kept may not be shared either.
  if (!value.isKept) return execute(request);
  const age = { ageSeconds: Math.floor(ageSeconds), ttlSeconds: Math.floor(ttlSeconds) };
  if (context) context.responseCache = { status: status === 'STALE' ? 'STALE' : 'HIT', ...age };
  // `Cache-Control: max-age` counts from the origin's answer; the `Age` header says how much of it has gone.
  const maxAge = age.ageSeconds + age.ttlSeconds;
  request.overallCachePolicy.restrict({ maxAge, scope: 'PUBLIC' });
  return { data: value.data };
}

/** The answer with its tags and TTL; a TTL of 0 when it may not be kept: it has errors, or a subgraph forbids it. */
function toKept(
  result: OperationResult,
  request: OperationRequest,
  limits: { maxTtlSeconds: number; tags: readonly string[] },
): Tagged<KeptResponse> {
  const policy = request.overallCachePolicy.policyIfCacheable();
  const { data, errors, extensions } = result;
  const isWhole = errors === undefined && extensions === undefined;
  if (!data || !isWhole || policy === null || policy.scope !== 'PUBLIC') {
    return withTags<KeptResponse>({ isKept: false }, [], { ttlSeconds: 0 });
  }
  const tags = [...new Set([...limits.tags, ...(contextOf(request)?.cacheTags ?? [])])];
  const ttlSeconds = Math.min(policy.maxAge, limits.maxTtlSeconds);
  return withTags<KeptResponse>({ isKept: true, data }, tags, { ttlSeconds });
}

function pick(
  record: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(record, name)).map((name) => [name, record[name]]),
  );
}
