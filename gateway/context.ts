import type { FastifyRequest } from 'fastify';
import {
  createRequestContext,
  type RequestContext,
} from '../subgraphs/shared/service/request-context.ts';
import type { UserId } from '../subgraphs/shared/service/user-id.ts';
import { identifyUser } from './identify-user.ts';
import { SubgraphTimes } from './metrics/subgraph-times.ts';
import type { ResponseCacheOutcome } from './response-cache/response-cache-outcome.ts';

/** What every request through the gateway carries. */
export interface GatewayContext extends RequestContext {
  readonly userId: UserId;
  /** How the response cache served this request; set once, by the cached executor. */
  responseCache: ResponseCacheOutcome;
  readonly subgraphTimes: SubgraphTimes;
}

export function createGatewayContext(request: FastifyRequest): GatewayContext {
  return {
    ...createRequestContext(request),
    userId: identifyUser(request),
    responseCache: { status: 'BYPASS' },
    subgraphTimes: new SubgraphTimes(),
  };
}
