import type { Cache } from '../../subgraphs/shared/cache/types.ts';
import type { Gateway } from '../gateway-types.ts';
import { type CacheableGraph, readCacheableGraph } from './cacheable-graph.ts';
import { createCachedExecutor } from './cached-executor.ts';
import { createChangingExecutor } from './changing-executor.ts';
import { createJoinedExecutor } from './joined-executor.ts';

/** The schema that operations are judged by now; undefined until one is loaded. */
export interface CurrentGraph {
  current?: CacheableGraph;
}

/** The gateway with the response cache in front of its executor; `graph` follows its schema. */
export function withResponseCache(
  gateway: Gateway,
  options: { readonly cache: Cache; readonly maxTtlSeconds: number; readonly graph: CurrentGraph },
): Gateway {
  const { graph } = options;
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    graph.current = readCacheableGraph(apiSchema, coreSupergraphSdl);
  });
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    load: async (settings) => {
      const { executor } = await gateway.load(settings);
      if (executor === null) return { executor };
      const execute = createChangingExecutor(executor, options.cache);
      const executeJoined = createJoinedExecutor(execute);
      return {
        executor: createCachedExecutor({
          ...options,
          execute,
          executeJoined,
          graph: () => graph.current,
        }),
      };
    },
  };
}
