import { readFileSync } from 'node:fs';
import type { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { gql } from 'graphql-tag';
import type { Logger } from 'pino';
import type { Cache } from '../cache/types.ts';
import { measureOperations } from '../metrics/measure-operations.ts';
import { Metrics } from '../metrics/metrics.ts';
import { registerMetrics } from '../metrics/register-metrics.ts';
import type { Access } from './access.ts';
import { guardAgainstBrowsers } from './browser-guard.ts';
import { registerCacheRoutes } from './cache-routes.ts';
import { createCacheTagsPlugin } from './cache-tags-plugin.ts';
import { registerGraphQLRoute } from './graphql-route.ts';
import { type ReadinessCheck, registerHealthRoutes } from './health-routes.ts';
import { createHttpServer } from './http-server.ts';
import type { Running } from './lifecycle.ts';
import type { RequestContext } from './request-context.ts';
import { guardService } from './service-door.ts';

/** What makes one subgraph different from the others. */
export interface SubgraphOptions<C extends RequestContext> {
  /** `worker`, `retrieval` or `agents`; also the name of its SDL in `schema/`. */
  readonly service: string;
  readonly resolvers: GraphQLResolverMap<C>;
  readonly createContext: (request: FastifyRequest) => C | Promise<C>;
  readonly cache: Cache;
  readonly logger: Logger;
  readonly access: Access;
  readonly checks: readonly ReadinessCheck[];
  /** What the room counts beside requests and its cache. */
  readonly measure?: (metrics: Metrics) => void;
  /** The room's own REST routes, and other ways to its schema. */
  readonly registerRoutes?: (app: FastifyInstance, schema: GraphQLSchema) => void | Promise<void>;
}

/** A subgraph that is built and not yet listening. */
export interface SubgraphServer<C extends RequestContext> {
  readonly app: FastifyInstance;
  readonly apollo: ApolloServer<C>;
  listen(address: { host: string; port: number }): Promise<Running>;
}

/** The plan that all three subgraphs share: GraphQL, health, metrics, cache control, then the room's own routes. */
export async function createSubgraphServer<C extends RequestContext>(
  options: SubgraphOptions<C>,
): Promise<SubgraphServer<C>> {
  const app = createHttpServer(options.logger);
  const metrics = new Metrics();
  const { access } = options;
  // No web page knows the token, and with one nothing is answered without it.
  const hosts = access.internalToken === undefined ? access.hosts : undefined;
  guardAgainstBrowsers(app, { ...access, hosts });
  guardService(app, access);
  registerMetrics(app, { metrics, cache: options.cache, internalToken: access.internalToken });
  options.measure?.(metrics);
  const schema = buildSubgraphSchema([
    { typeDefs: readTypeDefs(options.service), resolvers: options.resolvers },
  ]);
  const apollo = await registerGraphQLRoute(app, {
    logger: options.logger,
    createContext: options.createContext,
    server: {
      schema,
      introspection: true,
      plugins: [createCacheTagsPlugin(), measureOperations(metrics)],
    },
  });
  registerHealthRoutes(app, options.service, options.checks);
  registerCacheRoutes(app, options);
  await options.registerRoutes?.(app, schema);
  return {
    app,
    apollo,
    listen: async (address) => ({ url: await app.listen(address), close: () => app.close() }),
  };
}

function readTypeDefs(service: string) {
  const path = new URL(`../../../schema/${service}.graphql`, import.meta.url);
  return gql(readFileSync(path, 'utf8'));
}
