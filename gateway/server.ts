import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import type { Cache } from '../subgraphs/shared/cache/types.ts';
import { registerCacheRoutes } from '../subgraphs/shared/service/cache-routes.ts';
import { readOrigins, registerCors } from '../subgraphs/shared/service/cors.ts';
import { registerGraphQLRoute } from '../subgraphs/shared/service/graphql-route.ts';
import { registerHealthRoutes } from '../subgraphs/shared/service/health-routes.ts';
import { createHttpServer } from '../subgraphs/shared/service/http-server.ts';
import type { Running } from '../subgraphs/shared/service/lifecycle.ts';
import { createServiceClient } from '../subgraphs/shared/service/service-client.ts';
import { CacheAdmin } from './cache-admin/cache-admin.ts';
import { registerInvalidationRoute } from './cache-admin/invalidation-route.ts';
import { ownCache } from './cache-admin/own-cache.ts';
import { remoteCache } from './cache-admin/remote-cache.ts';
import { createCacheAdminSchema } from './cache-admin/schema.ts';
import type { GatewayConfig } from './config.ts';
import { createGatewayContext, type GatewayContext } from './context.ts';
import { createFederationGateway } from './federation-gateway.ts';
import { createReadinessChecks } from './readiness-checks.ts';
import { createAnswerAliases } from './response-cache/answer-aliases.ts';
import { registerUnparsedAnswers } from './response-cache/answer-unparsed.ts';
import { createCacheReportPlugin } from './response-cache/cache-report-plugin.ts';
import { type CurrentGraph, withResponseCache } from './response-cache/cached-gateway.ts';
import { rememberAnswers } from './response-cache/remember-answers.ts';
import { createSandboxPage } from './sandbox.ts';
import { createSubscriptionRefusal } from './subscription-refusal.ts';

/** The longest document that is parsed; a flood of tokens is refused before it costs anything. */
const MAX_TOKENS = 15_000;

export interface GatewayDependencies {
  readonly config: GatewayConfig;
  readonly cache: Cache;
  /** Carries the calls to the subgraphs. */
  readonly dispatcher: Dispatcher;
  readonly logger: Logger;
}

/** The front door, built and not yet listening. */
export interface GatewayServer {
  readonly app: FastifyInstance;
  readonly apollo: ApolloServer<GatewayContext>;
  listen(address: { host: string; port: number }): Promise<Running>;
}

/** Builds the graph, its health, and the control of its response cache. */
export async function createGatewayServer(deps: GatewayDependencies): Promise<GatewayServer> {
  const { config, cache, logger } = deps;
  const app = createHttpServer(logger);
  registerCors(app, { path: '/graphql', origins: readOrigins(config.CORS_ORIGINS) });
  const graph: CurrentGraph = {};
  const gateway = withResponseCache(
    createFederationGateway({
      ...deps,
      graph,
      cacheAdminSchema: createCacheAdminSchema(cache, createCacheAdmin(config, cache)),
    }),
    { cache, maxTtlSeconds: config.CACHE_TTL_RESPONSE_SECONDS, graph },
  );
  const answers = {
    cache,
    aliases: createAnswerAliases(),
    schemaId: () => graph.current?.id,
    tagHeader: config.CACHE_TAG_HEADER,
  };
  rememberAnswers(app, answers);
  registerUnparsedAnswers(app, answers);
  const apollo = await registerGraphQLRoute<GatewayContext>(app, {
    logger,
    createContext: createGatewayContext,
    server: {
      gateway,
      introspection: true,
      parseOptions: { maxTokens: MAX_TOKENS },
      plugins: [createSubscriptionRefusal(), createCacheReportPlugin(), createSandboxPage()],
    },
  });
  app.get('/', async (_, reply) => reply.redirect('/graphql'));
  registerHealthRoutes(app, 'gateway', createReadinessChecks(config, cache));
  registerInvalidationRoute(app, { cache, sharedKey: config.INVALIDATION_SHARED_KEY });
  registerCacheRoutes(app, { service: 'gateway', cache, internalToken: config.INTERNAL_TOKEN });
  return {
    app,
    apollo,
    // Stopping Apollo Server drains the HTTP server and ends the gateway's watch of the supergraph.
    listen: async (address) => ({ url: await app.listen(address), close: () => apollo.stop() }),
  };
}

/** In the order of reading: agents ask retrieval, the gateway asks all of them. */
function createCacheAdmin(config: GatewayConfig, cache: Cache): CacheAdmin {
  const client = (service: string, baseUrl: string) =>
    createServiceClient({
      service,
      baseUrl,
      internalToken: config.INTERNAL_TOKEN,
      timeoutMs: config.CACHE_ADMIN_TIMEOUT_MS,
    });
  return new CacheAdmin([
    remoteCache('WORKER', client('worker', config.WORKER_URL)),
    remoteCache('RETRIEVAL', client('retrieval', config.RETRIEVAL_URL)),
    remoteCache('AGENTS', client('agents', config.AGENTS_URL)),
    ownCache(cache),
  ]);
}
