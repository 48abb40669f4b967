import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Access } from '../shared/service/access.ts';
import type { ReadinessCheck } from '../shared/service/health-routes.ts';
import { createSubgraphServer, type SubgraphServer } from '../shared/service/subgraph-server.ts';
import { createContext, type RetrievalContext, type RetrievalParts } from './context.ts';
import { registerIndexRoutes } from './index-routes.ts';
import type { IndexWriter } from './index-writer.ts';
import { registerModelRoutes } from './model-routes.ts';
import type { ModelSwitch } from './model-switch.ts';
import { resolvers } from './resolvers/resolvers.ts';
import { registerSearchCacheRoute } from './search-cache-route.ts';

export interface RetrievalServerOptions {
  readonly parts: RetrievalParts;
  readonly writer: IndexWriter;
  readonly models: ModelSwitch;
  readonly logger: Logger;
  readonly access: Access;
  /** Rejects when the store cannot be read. */
  readonly checkStore: () => Promise<void>;
}

/** The room's own door: GraphQL, the index's routes, cache control. No side effect until it listens. */
export function createRetrievalServer(
  options: RetrievalServerOptions,
): Promise<SubgraphServer<RetrievalContext>> {
  const { parts, logger, access } = options;
  const internal = { ...options, internalToken: access.internalToken };
  return createSubgraphServer<RetrievalContext>({
    service: 'retrieval',
    resolvers,
    createContext: (request) => createContext(parts, request),
    cache: parts.cache,
    logger,
    access,
    checks: checksOf(options),
    registerRoutes: (app: FastifyInstance) => {
      registerIndexRoutes(app, internal);
      registerModelRoutes(app, internal);
      registerSearchCacheRoute(app, { cache: parts.cache, access });
    },
  });
}

function checksOf({ parts, checkStore }: RetrievalServerOptions): ReadinessCheck[] {
  return [
    { name: 'index', required: true, check: () => parts.index.check() },
    { name: 'store', required: true, check: checkStore },
    {
      name: 'redis',
      required: false,
      check: async () => {
        const { connected, error } = await parts.cache.stats();
        if (!connected) throw new Error(error ?? 'Redis does not answer.');
      },
    },
  ];
}
