import { ApolloServer, type ApolloServerOptions } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { createFormatError } from './format-error.ts';
import type { RequestContext } from './request-context.ts';

/** Starts an Apollo Server and serves it at `/graphql`: errors masked, drained with the HTTP server, no telemetry. */
export async function registerGraphQLRoute<C extends RequestContext>(
  app: FastifyInstance,
  options: {
    logger: Logger;
    /** Its `formatError` is given what is left of an error after masking. */
    server: ApolloServerOptions<C>;
    /** A fault with one of our codes refuses the request with that code's status. */
    createContext: (request: FastifyRequest, reply: FastifyReply) => C | Promise<C>;
  },
): Promise<ApolloServer<C>> {
  const mask = createFormatError(options.logger);
  const reword = options.server.formatError ?? ((masked) => masked);
  const server = new ApolloServer<C>({
    ...options.server,
    formatError: (formatted, error) => reword(mask(formatted, error), error),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: options.logger,
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      fastifyApolloDrainPlugin(app),
      ...(options.server.plugins ?? []),
    ],
  } as ApolloServerOptions<C>);
  await server.start();
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    handler: async function (request, reply) {
      // Made out here: inside Apollo Server a context that cannot be made is a fault of the server.
      const context = await options.createContext(request, reply);
      return fastifyApolloHandler(server, { context: async () => context }).call(
        this,
        request,
        reply,
      );
    },
  });
  return server;
}
