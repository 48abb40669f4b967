import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import type { Cache } from '../subgraphs/shared/cache/types.ts';
import { LocalDataSource } from './cache-admin/local-data-source.ts';
import type { GatewayConfig } from './config.ts';
import { CompiledPlans } from './execution/compiled-plans.ts';
import type { Gateway } from './gateway-types.ts';
import { CountedPlanCache } from './metrics/counted-plan-cache.ts';
import type { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { ObservedDataSource } from './metrics/observed-data-source.ts';
import { CachedDataSource } from './response-cache/cached-data-source.ts';
import type { CurrentGraph } from './response-cache/cached-gateway.ts';
import { SubgraphDataSource } from './subgraph-data-source.ts';
import { followSupergraph } from './supergraph.ts';

/** Subgraphs that answer each user differently. */
const perUserSubgraphs: ReadonlySet<string> = new Set(['agents']);

/** The planner and executors of the graph: three subgraphs over HTTP, cache control inside this process. */
export function createFederationGateway(options: {
  readonly config: GatewayConfig;
  readonly cacheAdminSchema: GraphQLSchema;
  readonly dispatcher: Dispatcher;
  readonly metrics: GatewayMetrics;
  readonly logger: Logger;
  readonly cache: Cache;
  /** The schema as the cache knows it. */
  readonly graph: CurrentGraph;
}): Gateway {
  const { config, logger, metrics } = options;
  const plans = new CompiledPlans(logger, (how) =>
    metrics.operationExecuted(how === 'compiled' ? 'compiled' : 'fallback'),
  );
  const gateway = new ApolloGateway({
    logger,
    experimental_didResolveQueryPlan: plans.learn,
    validateSupergraph: true,
    queryPlannerConfig: { cache: new CountedPlanCache(metrics) },
    supergraphSdl: followSupergraph({
      path: config.SUPERGRAPH_PATH,
      pollMs: config.SUPERGRAPH_POLL_MS,
      logger,
    }),
    buildService: ({ name, url }): GraphQLDataSource => {
      if (name === 'cache-admin') return new LocalDataSource(options.cacheAdminSchema, logger);
      const isPerUser = perUserSubgraphs.has(name);
      const address = { name, url: subgraphUrl(config, name) ?? url ?? '' };
      const subgraph = new SubgraphDataSource({
        ...address,
        dispatcher: options.dispatcher,
        internalToken: config.INTERNAL_TOKEN,
        isPerUser,
        timeoutMs: config.SUBGRAPH_TIMEOUT_MS,
        mutationTimeoutMs: config.SUBGRAPH_MUTATION_TIMEOUT_MS,
        metrics,
      });
      return new CachedDataSource({
        name,
        cache: options.cache,
        maxTtlSeconds: config.CACHE_TTL_RESPONSE_SECONDS,
        isPerUser,
        graph: () => options.graph.current,
        source: new ObservedDataSource(subgraph, address, metrics),
      });
    },
  });
  return plans.inFrontOf(gateway);
}

/** The environment's address of a subgraph; a subgraph that it does not know keeps the supergraph's. */
function subgraphUrl(config: GatewayConfig, name: string): string | undefined {
  const bases: Readonly<Record<string, string>> = {
    worker: config.WORKER_URL,
    retrieval: config.RETRIEVAL_URL,
    agents: config.AGENTS_URL,
  };
  const base = bases[name];
  return base === undefined ? undefined : new URL('/graphql', base).href;
}
