import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControl } from '@apollo/server/plugin/cacheControl';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance } from 'fastify';
import { gql } from 'graphql-tag';
import { createCacheTagsPlugin } from '../../subgraphs/shared/service/cache-tags-plugin.ts';
import {
  createRequestContext,
  type RequestContext,
} from '../../subgraphs/shared/service/request-context.ts';

/** What a request in a tiny subgraph carries. */
export interface TinyContext extends RequestContext {
  /** The user as the header names it. */
  readonly userId: string | undefined;
}

/** A subgraph of a few lines with a real contract. It masks no error, so that what a client sees is the gateway's work. */
export interface TinySubgraph {
  readonly url: string;
  /** Headers of every GraphQL call so far. */
  readonly calls: IncomingHttpHeaders[];
  /** Bodies of every invalidation, and query strings of every clearing, so far. */
  readonly invalidations: unknown[];
  /** Set to take connections and answer nothing, as a process does that was stopped. */
  isHung: boolean;
  close(): Promise<void>;
}

export interface TinySubgraphOptions {
  readonly name: 'worker' | 'retrieval' | 'agents';
  readonly kinds: readonly string[];
  readonly resolvers: GraphQLResolverMap<TinyContext>;
  /** How long answers may be kept where the contract does not say. */
  readonly maxAge?: number;
  readonly port?: number;
}

export async function startTinySubgraph(options: TinySubgraphOptions): Promise<TinySubgraph> {
  // What hangs is never done with its connections.
  const app = Fastify({ forceCloseConnections: true });
  app.addHook('onRequest', (_request, _reply, done) => {
    if (!subgraph.isHung) done();
  });
  const calls: IncomingHttpHeaders[] = [];
  const invalidations: unknown[] = [];
  const apollo = new ApolloServer<TinyContext>({
    schema: buildSubgraphSchema([
      { typeDefs: readTypeDefs(options.name), resolvers: options.resolvers },
    ]),
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControl({ defaultMaxAge: options.maxAge ?? 0 }),
      createCacheTagsPlugin(),
    ],
  });
  await apollo.start();
  app.post(
    '/graphql',
    fastifyApolloHandler(apollo, {
      context: async (request) => {
        calls.push(request.headers);
        const userId = request.headers['x-user-id']?.toString();
        return { ...createRequestContext(request), userId };
      },
    }),
  );
  registerCacheControl(app, options.kinds, invalidations);
  const close = () => app.close();
  const subgraph = { url: '', calls, invalidations, isHung: false, close };
  subgraph.url = await app.listen({ port: options.port ?? 0 });
  return subgraph;
}

function registerCacheControl(
  app: FastifyInstance,
  kinds: readonly string[],
  invalidations: unknown[],
): void {
  app.get('/health', async () => ({ status: 'ok' }));
  const nothing = { changes: [], position: 'log:0', removedFiles: [] };
  app.get('/internal/v1/changes', async () => nothing);
  app.get('/api/v1/cache/stats', async () => ({ kinds: kinds.map((kind) => ({ kind })) }));
  app.post('/api/v1/cache/invalidate', async ({ body }) => {
    invalidations.push(body);
    return { removedEntries: 2 };
  });
  app.delete('/api/v1/cache/clear', async ({ query }) => {
    invalidations.push(query);
    return { removedEntries: 3 };
  });
}

function readTypeDefs(name: string) {
  return gql(readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8'));
}
