import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';
import { ANONYMOUS } from '../../subgraphs/shared/service/user-id.ts';
import type { Identify } from '../auth/identify-caller.ts';
import { isGraphQLRequest } from '../http/is-graphql-request.ts';
import { clientNetwork } from './client-network.ts';
import type { RateLimit, TokenBuckets } from './token-buckets.ts';

/**
 * Refuses a client that asks too often, before its body is read: RATE_LIMITED, 429 with `Retry-After`. While Redis is away all
 * pass, because a limit is not worth an outage.
 */
export function registerRateLimit(
  app: FastifyInstance,
  options: {
    readonly buckets: TokenBuckets;
    readonly limit: RateLimit;
    readonly identify: Identify;
    /** Told each time that a request passed unasked. */
    readonly onFault: (error: unknown, operation: string) => void;
  },
): void {
  const { buckets, limit, identify, onFault } = options;
  app.addHook('onRequest', async (request, reply) => {
    if (!isGraphQLRequest(request)) return;
    const client = await nameClient(request, identify);
    const waitMs = await buckets.take(client).catch((error: unknown) => {
      onFault(error, 'rate limit');
      return 0;
    });
    if (waitMs === 0) return;
    const seconds = Math.ceil(waitMs / 1000);
    reply.header('retry-after', seconds);
    throw new DomainError(
      'RATE_LIMITED',
      `A client may send ${limit.perMinute} requests a minute and ${limit.burst} at once (RATE_LIMIT_PER_MINUTE, RATE_LIMIT_BURST); this one sent more. Wait ${seconds} s.`,
    );
  });
}

/** The user where one is known, else the address: also of who shows a token that is not valid, which is refused later. */
async function nameClient(request: FastifyRequest, identify: Identify): Promise<string> {
  const userId = await identify(request).then(
    (identity) => identity.userId,
    () => ANONYMOUS,
  );
  return userId === ANONYMOUS ? `address:${clientNetwork(request.ip)}` : `user:${userId}`;
}
