import type { FastifyRequest } from 'fastify';
import {
  createRequestContext,
  type RequestContext,
} from '../subgraphs/shared/service/request-context.ts';
import type { Identify, Identity } from './auth/identify-caller.ts';
import { SubgraphTimes } from './metrics/subgraph-times.ts';
import { type CacheReport, openCacheReport } from './response-cache/cache-report.ts';
import type { ResponseCacheOutcome } from './response-cache/response-cache-outcome.ts';

/** What every request through the gateway carries. */
export interface GatewayContext extends RequestContext, Identity {
  /** How the response cache serves this request; filled in by the cached executor. */
  readonly responseCache: ResponseCacheOutcome;
  /** Cache tags of what a mutation changed, as the subgraphs named them. */
  readonly changedTags: Set<string>;
  /** Where each part of the answer came from; absent unless the request asks for it. */
  readonly cacheReport: CacheReport | undefined;
  readonly subgraphTimes: SubgraphTimes;
}

/** Rejects when the caller shows a token that is not valid. */
export async function createGatewayContext(
  request: FastifyRequest,
  identify: Identify,
): Promise<GatewayContext> {
  const identity = await identify(request);
  const responseCache: ResponseCacheOutcome = { status: 'BYPASS' };
  request.responseCache = responseCache;
  return {
    ...createRequestContext(request),
    ...identity,
    responseCache,
    changedTags: new Set(),
    cacheReport: openCacheReport(request),
    subgraphTimes: new SubgraphTimes(),
  };
}
