import type { GraphQLDataSource } from '@apollo/gateway';
import { LRUCache } from 'lru-cache';
import type { Cache } from '../../subgraphs/shared/cache/types.ts';
import { ANONYMOUS } from '../../subgraphs/shared/service/user-id.ts';
import { contextOf, type SubgraphCall } from '../gateway-types.ts';
import type { SubgraphResponse } from '../subgraph-answer.ts';
import type { CacheableGraph } from './cacheable-graph.ts';
import { readEntities } from './cached-entities.ts';
import { readRootFields } from './cached-root-fields.ts';
import { reportPassed } from './report-fetch.ts';
import { readSubgraphOperation, type SubgraphOperation } from './subgraph-operation.ts';
import { asksForFresh } from './wants-response-cache.ts';

const MAX_OPERATIONS = 2000;

export interface CachedDataSourceOptions {
  /** Of the subgraph. */
  readonly name: string;
  readonly source: { process(call: SubgraphCall): Promise<SubgraphResponse> };
  readonly cache: Cache;
  readonly maxTtlSeconds: number;
  /** It is told who asks: what it answers is kept for that user alone, or not at all. */
  readonly isPerUser: boolean;
  /** Undefined until the schema is loaded. */
  readonly graph: () => CacheableGraph | undefined;
}

/** One read that may be answered from the cache. */
export interface CacheableCall {
  readonly call: SubgraphCall;
  readonly operation: SubgraphOperation;
  readonly graph: CacheableGraph;
  readonly scope: 'PUBLIC' | 'PRIVATE';
  /** What keys begin with: schema, subgraph, and the user where it matters. */
  readonly keyBase: readonly unknown[];
  /** Asks the subgraph; what comes back may be kept. */
  readonly load: (call: SubgraphCall) => Promise<SubgraphResponse>;
}

/**
 * A subgraph behind the cache: root fields are kept by query and variables, entities each on their own, so that one that was
 * fetched for one operation serves another. Mutations and requests for a fresh answer pass.
 */
export class CachedDataSource implements GraphQLDataSource {
  readonly #options: CachedDataSourceOptions;
  readonly #operations = new LRUCache<string, { readonly read: SubgraphOperation | undefined }>({
    max: MAX_OPERATIONS,
  });

  constructor(options: CachedDataSourceOptions) {
    this.#options = options;
  }

  async process(call: SubgraphCall): Promise<SubgraphResponse> {
    const cacheable = this.#cacheableOf(call);
    if (cacheable === undefined) return this.#pass(call);
    const read = cacheable.operation.kind === 'entity' ? readEntities : readRootFields;
    return (await read(this.#options, cacheable)) ?? this.#pass(call);
  }

  /** What a mutation's own call was answered from is what it changed. What answers a user alone is kept for nobody else. */
  async #pass(call: SubgraphCall): Promise<SubgraphResponse> {
    const startedAt = performance.now();
    const response = await this.#options.source.process(call);
    reportPassed(call, this.#options.name, { response, startedAt });
    const isMutation = /^\s*mutation\b/.test(call.request.query ?? '');
    if (!isMutation || this.#options.isPerUser) return response;
    const changed = contextOf(call)?.changedTags;
    for (const tag of response.caching?.cacheTags ?? []) changed?.add(tag);
    return response;
  }

  #cacheableOf(call: SubgraphCall): CacheableCall | undefined {
    const { name, isPerUser, graph: graphOf } = this.#options;
    const context = contextOf(call);
    const graph = graphOf();
    if (!graph || !context || !('incomingRequestContext' in call)) return undefined;
    const headers = call.incomingRequestContext.request.http?.headers;
    if (asksForFresh(headers?.get('cache-control'), headers?.get('if-none-match')))
      return undefined;
    if (call.incomingRequestContext.operation.operation !== 'query') return undefined;
    if (isPerUser && context.userId === ANONYMOUS) return undefined;
    const operation = this.#operationOf(call.request.query ?? '');
    if (!operation || operation.pause.isOn) return undefined;
    const load = async (loaded: SubgraphCall) => {
      const response = await this.#options.source.process({ ...loaded, isLoad: true });
      const isForbidden = response.errors === undefined && response.caching?.hint.maxAge === 0;
      if (isForbidden) operation.pause.begin();
      return response;
    };
    const keyBase = [graph.id, name, isPerUser ? context.userId : null, operation.text];
    const scope = isPerUser ? 'PRIVATE' : 'PUBLIC';
    return { call, operation, graph, scope, keyBase, load };
  }

  #operationOf(query: string): SubgraphOperation | undefined {
    const known = this.#operations.get(query);
    if (known !== undefined) return known.read;
    const read = readSubgraphOperation(query);
    this.#operations.set(query, { read });
    return read;
  }
}
