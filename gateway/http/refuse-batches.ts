import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';
import { isGraphQLRequest } from './is-graphql-request.ts';

/** Refuses arrays of operations: a limit for one request would be none if a request could hold any number of them. */
export function refuseBatches(app: FastifyInstance): void {
  app.addHook('preHandler', async (request) => {
    if (!isGraphQLRequest(request) || !Array.isArray(request.body)) return;
    throw new DomainError(
      'BAD_USER_INPUT',
      `The body must be one object with a \`query\`; got an array of ${request.body.length}. Batching is off: send the operations one by one, or as one operation with several fields.`,
    );
  });
}
