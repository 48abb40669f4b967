import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import { LocalDataSource } from './cache-admin/local-data-source.ts';
import type { GatewayConfig } from './config.ts';
import { CompiledPlans } from './execution/compiled-plans.ts';
import type { Gateway } from './gateway-types.ts';
import { SubgraphDataSource } from './subgraph-data-source.ts';
import { followSupergraph } from './supergraph.ts';

/** Subgraphs that answer each user differently. */
const perUserSubgraphs: ReadonlySet<string> = new Set(['agents']);

/** The planner and executors of the graph: three subgraphs over HTTP, cache control inside this process. */
export function createFederationGateway(options: {
  readonly config: GatewayConfig;
  readonly cacheAdminSchema: GraphQLSchema;
  readonly dispatcher: Dispatcher;
  readonly logger: Logger;
}): Gateway {
  const { config, logger } = options;
  const plans = new CompiledPlans(logger);
  const gateway = new ApolloGateway({
    logger,
    experimental_didResolveQueryPlan: plans.learn,
    validateSupergraph: true,
    supergraphSdl: followSupergraph({
      path: config.SUPERGRAPH_PATH,
      pollMs: config.SUPERGRAPH_POLL_MS,
      logger,
    }),
    buildService: ({ name, url }): GraphQLDataSource =>
      name === 'cache-admin'
        ? new LocalDataSource(options.cacheAdminSchema, logger)
        : new SubgraphDataSource({
            name,
            url: subgraphUrl(config, name) ?? url ?? '',
            dispatcher: options.dispatcher,
            internalToken: config.INTERNAL_TOKEN,
            isPerUser: perUserSubgraphs.has(name),
            timeoutMs: config.SUBGRAPH_TIMEOUT_MS,
            mutationTimeoutMs: config.SUBGRAPH_MUTATION_TIMEOUT_MS,
          }),
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
