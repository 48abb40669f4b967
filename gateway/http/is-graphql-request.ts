import type { FastifyRequest } from 'fastify';

/** Whether a request is for the graph; the steps before it leave health, metrics and cache control alone. */
export function isGraphQLRequest(request: FastifyRequest): boolean {
  return request.routeOptions.url === '/graphql';
}
