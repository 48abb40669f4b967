import type { Cache } from '../../subgraphs/shared/cache/types.ts';
import type { Gateway } from '../gateway-types.ts';
import { type CacheableGraph, readCacheableGraph } from './cacheable-graph.ts';
import { createCachedExecutor } from './cached-executor.ts';

/** A gateway with the response cache in front of its executor. */
export interface CachedGateway extends Gateway {
  /** Differs between any two schemas; undefined until one is loaded. */
  readonly schemaId: () => string | undefined;
}

export function withResponseCache(
  gateway: Gateway,
  options: { readonly cache: Cache; readonly maxTtlSeconds: number },
): CachedGateway {
  let graph: CacheableGraph | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    graph = readCacheableGraph(apiSchema, coreSupergraphSdl);
  });
  return {
    schemaId: () => graph?.id,
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    load: async (settings) => {
      const { executor } = await gateway.load(settings);
      if (executor === null) return { executor };
      return {
        executor: createCachedExecutor({ ...options, execute: executor, graph: () => graph }),
      };
    },
  };
}
