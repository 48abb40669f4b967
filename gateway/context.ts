import type { FastifyRequest } from 'fastify';
import {
  createRequestContext,
  type RequestContext,
} from '../subgraphs/shared/service/request-context.ts';
import type { Identify, Identity } from './auth/identify-caller.ts';
import { SubgraphTimes } from './metrics/subgraph-times.ts';
import type { ResponseCacheOutcome } from './response-cache/response-cache-outcome.ts';

/** What every request through the gateway carries. */
export interface GatewayContext extends RequestContext, Identity {
  /** How the response cache served this request; set once, by the cached executor. */
  responseCache: ResponseCacheOutcome;
  readonly subgraphTimes: SubgraphTimes;
}

/** Rejects when the caller shows a token that is not valid. */
export async function createGatewayContext(
  request: FastifyRequest,
  identify: Identify,
): Promise<GatewayContext> {
  return {
    ...createRequestContext(request),
    ...(await identify(request)),
    responseCache: { status: 'BYPASS' },
    subgraphTimes: new SubgraphTimes(),
  };
}
