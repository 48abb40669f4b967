import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  createRequestContext,
  type RequestContext,
} from '../subgraphs/shared/service/request-context.ts';
import type { UserId } from '../subgraphs/shared/service/user-id.ts';
import { identifyUser } from './identify-user.ts';
import type { ResponseCacheOutcome } from './response-cache/response-cache-outcome.ts';
import { Cancellation } from './transport/cancellation.ts';

/** What every request through the gateway carries. */
export interface GatewayContext extends RequestContext {
  readonly userId: UserId;
  /** Cancelled when the client has gone; after its answer that says nothing. */
  readonly client: Cancellation;
  /** How the response cache served this request; set once, by the cached executor. */
  responseCache: ResponseCacheOutcome;
}

export function createGatewayContext(request: FastifyRequest, reply: FastifyReply): GatewayContext {
  const client = new Cancellation();
  // Of the response, not of the request, which closes when it has been read.
  reply.raw.once('close', () => client.cancel());
  return {
    ...createRequestContext(request),
    userId: identifyUser(request),
    client,
    responseCache: { status: 'BYPASS' },
  };
}
