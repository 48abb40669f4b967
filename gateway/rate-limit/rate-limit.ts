import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';
import { isGraphQLRequest } from '../http/is-graphql-request.ts';
import type { OpenedRateLimit } from './open-rate-limit.ts';

/** Refuses a client that asks too often, before its body is read: RATE_LIMITED, 429 with `Retry-After`. */
export function registerRateLimit(app: FastifyInstance, { limit, charge }: OpenedRateLimit): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isGraphQLRequest(request)) return;
    const waitMs = await charge(request.raw);
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / 1000);
    reply.header('retry-after', seconds);
    throw new DomainError(
      'RATE_LIMITED',
      `A client may send ${limit.perMinute} requests a minute and ${limit.burst} at once (RATE_LIMIT_PER_MINUTE, RATE_LIMIT_BURST); this one sent more. Wait ${seconds} s.`,
    );
  });
}
