import { hash } from 'node:crypto';
import { withTags } from '../../subgraphs/shared/cache/cache.ts';
import { canonicalJson } from '../../subgraphs/shared/cache/canonical-json.ts';
import type { Cache, Tagged } from '../../subgraphs/shared/cache/types.ts';
import {
  contextOf,
  type Executor,
  type OperationRequest,
  type OperationResult,
} from '../gateway-types.ts';
import type { CacheableGraph } from './cacheable-graph.ts';
import type { KeepingPause } from './keeping-pause.ts';
import { keptIn, NOT_KEPT, writeAnswer } from './kept-answer.ts';
import { rootFieldTags } from './root-cache-tags.ts';
import { wantsResponseCache } from './wants-response-cache.ts';

export interface CachedExecutorOptions {
  readonly execute: Executor;
  /** The same for what the cache is not asked for; equal requests for what it is asked for are joined by it. */
  readonly executeJoined: Executor;
  readonly cache: Cache;
  readonly maxTtlSeconds: number;
  /** Undefined until the schema is loaded. */
  readonly graph: () => CacheableGraph | undefined;
}

/** Answers from the response cache what may be answered from it, and executes the rest. */
export function createCachedExecutor(options: CachedExecutorOptions): Executor {
  return async (request) => {
    const graph = options.graph();
    const isReported = contextOf(request)?.cacheReport !== undefined;
    const isWanted = wantsResponseCache(request) && !isReported;
    const operation = isWanted ? graph?.operationOf(request.document, request.operationName) : null;
    if (!graph || !operation || operation.pause.isOn) return options.executeJoined(request);
    const variables = pick(request.request.variables ?? {}, operation.variableNames);
    const tags = operation.rootFields.flatMap((field) => rootFieldTags(field, variables, graph));
    const { operationName } = request;
    const key = canonicalJson([graph.id, operation.text, operationName, variables]);
    // Short, as it is remembered for every request that it is found by.
    const entry = { key: hash('sha256', key, 'base64url'), tags, pause: operation.pause };
    return readThrough(options, request, entry);
  };
}

/** Where an answer is kept. */
interface Entry {
  readonly key: string;
  readonly tags: readonly string[];
  readonly pause: KeepingPause;
}

async function readThrough(
  { cache, execute, maxTtlSeconds }: CachedExecutorOptions,
  request: OperationRequest,
  { key, tags, pause }: Entry,
): Promise<OperationResult> {
  let own: OperationResult | undefined;
  const result = await cache.getOrLoad<string>({ kind: 'response', key, tags }, async () => {
    own = await execute(request);
    if (isForbidden(own, request)) pause.begin();
    return toKept(own, request, { maxTtlSeconds, tags });
  });
  const outcome = contextOf(request)?.responseCache;
  const kept = keptIn(result, key);
  if (own !== undefined) {
    if (outcome && result.status === 'MISS') outcome.status = 'MISS';
    if (outcome && kept && result.ttlSeconds > 0) outcome.kept = kept;
    return own;
  }
  // Another request's answer that may not be kept may not be shared either.
  if (!kept) return execute(request);
  if (outcome)
    Object.assign(outcome, { status: result.status === 'STALE' ? 'STALE' : 'HIT', kept });
  request.overallCachePolicy.restrict({ maxAge: kept.maxAgeSeconds, scope: 'PUBLIC' });
  return JSON.parse(kept.body);
}

/** A subgraph said of an answer without fault that nobody may keep it. */
function isForbidden({ errors }: OperationResult, request: OperationRequest): boolean {
  return errors === undefined && request.overallCachePolicy.policyIfCacheable() === null;
}

/** The answer with its tags and TTL; a TTL of 0 when it may not be kept: it has errors, or a subgraph forbids it. */
function toKept(
  result: OperationResult,
  request: OperationRequest,
  limits: { readonly maxTtlSeconds: number; readonly tags: readonly string[] },
): Tagged<string> {
  const policy = request.overallCachePolicy.policyIfCacheable();
  const { data, errors, extensions } = result;
  const isWhole = errors === undefined && extensions === undefined;
  if (!data || !isWhole || policy === null || policy.scope !== 'PUBLIC') {
    return withTags(NOT_KEPT, [], { ttlSeconds: 0 });
  }
  const tags = [...limits.tags, ...(contextOf(request)?.cacheTags ?? [])];
  const ttlSeconds = Math.min(policy.maxAge, limits.maxTtlSeconds);
  // The line end is Apollo Server's; an answer that was sent otherwise is not found unparsed.
  return withTags(writeAnswer(`${JSON.stringify({ data })}\n`), tags, { ttlSeconds });
}

function pick(
  record: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(record, name)).map((name) => [name, record[name]]),
  );
}
