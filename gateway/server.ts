import type { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Dispatcher } from 'undici';
import type { Cache } from '../subgraphs/shared/cache/types.ts';
import { measureOperations } from '../subgraphs/shared/metrics/measure-operations.ts';
import { Metrics } from '../subgraphs/shared/metrics/metrics.ts';
import { registerMetrics } from '../subgraphs/shared/metrics/register-metrics.ts';
import { readAccess } from '../subgraphs/shared/service/access.ts';
import { guardAgainstBrowsers } from '../subgraphs/shared/service/browser-guard.ts';
import { registerCacheRoutes } from '../subgraphs/shared/service/cache-routes.ts';
import { readNames, registerCors } from '../subgraphs/shared/service/cors.ts';
import { registerGraphQLRoute } from '../subgraphs/shared/service/graphql-route.ts';
import { registerHealthRoutes } from '../subgraphs/shared/service/health-routes.ts';
import { createHttpServer } from '../subgraphs/shared/service/http-server.ts';
import type { Running } from '../subgraphs/shared/service/lifecycle.ts';
import { createServiceClient } from '../subgraphs/shared/service/service-client.ts';
import { createIdentify, type Identify } from './auth/identify-caller.ts';
import { openTokenVerifier } from './auth/open-token-verifier.ts';
import { withAuthorization } from './authorization/authorized-gateway.ts';
import { CacheAdmin } from './cache-admin/cache-admin.ts';
import { registerInvalidationRoute } from './cache-admin/invalidation-route.ts';
import { ownCache } from './cache-admin/own-cache.ts';
import { remoteCache } from './cache-admin/remote-cache.ts';
import { createCacheAdminSchema } from './cache-admin/schema.ts';
import type { GatewayConfig } from './config.ts';
import { createGatewayContext, type GatewayContext } from './context.ts';
import { type ExampleOperation, readExampleOperations } from './explorer/example-operations.ts';
import { registerExplorer } from './explorer/explorer-routes.ts';
import { isExplorable } from './explorer/is-explorable.ts';
import { createFederationGateway } from './federation-gateway.ts';
import type { Gateway } from './gateway-types.ts';
import { registerCompression } from './http/compression.ts';
import { createDocumentFaultStatus } from './http/document-fault-status.ts';
import { registerDoor } from './http/door.ts';
import { registerPlainGets } from './http/plain-gets.ts';
import { createLimitsPlugin } from './limits/limits-plugin.ts';
import { readOperationLimits } from './limits/operation-limits.ts';
import { rewordFault } from './limits/reword-fault.ts';
import { withTimeLimit } from './limits/time-limit.ts';
import { GatewayMetrics } from './metrics/gateway-metrics.ts';
import { createSlowOperationLog } from './metrics/slow-operation-log.ts';
import { tracedGateway } from './metrics/traced-gateway.ts';
import { createUnparsedAnswerRecord } from './metrics/unparsed-answers.ts';
import { createOperationRefusal } from './operation-refusal.ts';
import type { OperationStore } from './persisted-operations/operation-store.ts';
import type { Charge } from './rate-limit/charge.ts';
import { openRateLimit } from './rate-limit/open-rate-limit.ts';
import { createReadinessChecks } from './readiness-checks.ts';
import type { GatewayRedis } from './redis/gateway-redis.ts';
import { AnswerAliases } from './response-cache/answer-aliases.ts';
import { registerUnparsedAnswers } from './response-cache/answer-unparsed.ts';
import { createCacheReportPlugin } from './response-cache/cache-report-plugin.ts';
import { type CurrentGraph, withResponseCache } from './response-cache/cached-gateway.ts';
import { CompressedBodies } from './response-cache/compressed-bodies.ts';
import { landFlights } from './response-cache/land-flights.ts';
import { rememberAnswers } from './response-cache/remember-answers.ts';
import { RequestFlights } from './response-cache/request-flights.ts';
import { createSandboxPage } from './sandbox.ts';
import { createSubscriptionRefusal } from './subscription-refusal.ts';
import { warmUp, warmUpHttp } from './warm-up.ts';

export interface GatewayDependencies {
  readonly config: GatewayConfig;
  readonly cache: Cache;
  /** For what is not cached responses. */
  readonly redis: GatewayRedis;
  /** Told of faults of Redis, which cost no request. */
  readonly onFault: (error: unknown, operation: string) => void;
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
  const app = createHttpServer(logger, {
    bodyLimit: config.OPERATION_MAX_BODY_BYTES,
    requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
    trustedProxies: config.TRUSTED_PROXIES,
  });
  const metrics = new Metrics();
  const access = readAccess(config);
  guardAgainstBrowsers(app, access);
  registerCors(app, {
    path: '/graphql',
    origins: readNames(config.CORS_ORIGINS),
    ownHeader: config.CACHE_TAG_HEADER,
  });
  registerMetrics(app, { metrics, cache, internalToken: config.INTERNAL_TOKEN });
  const graph: CurrentGraph = {};
  const identify = createIdentify(access, await openTokenVerifier(config, logger));
  const rateLimit = openRateLimit(config, { ...deps, identify });
  registerKeptAnswers(app, deps, { graph, metrics, charge: rateLimit?.charge });
  await registerCompression(app);
  landFlights(app);
  registerPlainGets(app);
  const operations = await registerDoor(app, { ...deps, rateLimit });
  const canExplore = isExplorable(config);
  const examples = canExplore ? await readExampleOperations() : [];
  const gateway = withResponseCache(
    createFederationGateway({
      ...deps,
      graph,
      metrics: new GatewayMetrics(metrics),
      cacheAdminSchema: createCacheAdminSchema(cache, createCacheAdmin(config, cache)),
    }),
    { cache, maxTtlSeconds: config.CACHE_TTL_RESPONSE_SECONDS, graph },
  );
  const apollo = await registerGraph(app, deps, {
    gateway,
    identify,
    operations,
    metrics,
    examples,
    isExplorable: canExplore,
  });
  if (canExplore) {
    app.get('/', async (_, reply) => reply.redirect('/graphql'));
    registerExplorer(app, examples);
  }
  registerHealthRoutes(app, 'gateway', createReadinessChecks(config, cache));
  registerInvalidationRoute(app, { cache, sharedKey: config.INVALIDATION_SHARED_KEY });
  registerCacheRoutes(app, { service: 'gateway', cache, access });
  return {
    app,
    apollo,
    // Stopping Apollo Server drains the HTTP server and ends the gateway's watch of the supergraph.
    listen: async (address) => {
      await warmUp(apollo, logger);
      // A rate limit would charge it to whoever asks from this machine.
      if (rateLimit === undefined) await warmUpHttp(app);
      // Clients are counted, and no client has asked yet.
      metrics.reset();
      return { url: await app.listen(address), close: () => apollo.stop() };
    },
  };
}

/** The graph at `/graphql`: each operation passes its limits, the rights of its caller, and the response cache. */
function registerGraph(
  app: FastifyInstance,
  { config, logger }: GatewayDependencies,
  parts: {
    readonly gateway: Gateway;
    readonly identify: Identify;
    readonly operations: OperationStore;
    readonly metrics: Metrics;
    readonly examples: readonly ExampleOperation[];
    readonly isExplorable: boolean;
  },
): Promise<ApolloServer<GatewayContext>> {
  const { isExplorable } = parts;
  const authorized = withAuthorization(parts.gateway);
  return registerGraphQLRoute<GatewayContext>(app, {
    logger,
    createContext: (request, reply) => createGatewayContext(request, reply, parts.identify),
    server: {
      gateway: tracedGateway(withTimeLimit(authorized, config.OPERATION_TIMEOUT_MS)),
      introspection: isExplorable,
      persistedQueries: { cache: parts.operations },
      parseOptions: { maxTokens: config.OPERATION_MAX_TOKENS },
      formatError: rewordFault,
      plugins: [
        createOperationRefusal(),
        createSubscriptionRefusal(),
        createLimitsPlugin(readOperationLimits(config)),
        createDocumentFaultStatus(),
        createCacheReportPlugin(),
        isExplorable ? createSandboxPage(parts.examples) : ApolloServerPluginLandingPageDisabled(),
        measureOperations(parts.metrics),
        createSlowOperationLog(config.SLOW_OPERATION_MS),
      ],
    },
  });
}

/** Whole answers that are sent again. */
function registerKeptAnswers(
  app: FastifyInstance,
  deps: GatewayDependencies,
  parts: {
    readonly graph: CurrentGraph;
    readonly metrics: Metrics;
    readonly charge: Charge | undefined;
  },
): void {
  const answers = {
    cache: deps.cache,
    aliases: new AnswerAliases(),
    flights: new RequestFlights(),
    schemaId: () => parts.graph.current?.id,
    tagHeader: deps.config.CACHE_TAG_HEADER,
    compressed: new CompressedBodies(),
    record: createUnparsedAnswerRecord(parts.metrics, deps.logger),
    charge: parts.charge,
  };
  rememberAnswers(app, answers);
  registerUnparsedAnswers(app, answers);
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
