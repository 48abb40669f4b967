import type { FastifyRequest } from 'fastify';
import {
  createRequestContext,
  type RequestContext,
} from '../subgraphs/shared/service/request-context.ts';
import type { UserId } from '../subgraphs/shared/service/user-id.ts';
import { identifyUser } from './identify-user.ts';
import { type CacheReport, openCacheReport } from './response-cache/cache-report.ts';
import type { ResponseCacheOutcome } from './response-cache/response-cache-outcome.ts';

/** What every request through the gateway carries. */
export interface GatewayContext extends RequestContext {
  readonly userId: UserId;
  /** How the response cache serves this request; filled in by the cached executor. */
  readonly responseCache: ResponseCacheOutcome;
  /** Cache tags of what a mutation changed, as the subgraphs named them. */
  readonly changedTags: Set<string>;
  /** Where each part of the answer came from; absent unless the request asks for it. */
  readonly cacheReport: CacheReport | undefined;
}

export function createGatewayContext(request: FastifyRequest): GatewayContext {
  const responseCache: ResponseCacheOutcome = { status: 'BYPASS' };
  request.responseCache = responseCache;
  return {
    ...createRequestContext(request),
    userId: identifyUser(request),
    responseCache,
    changedTags: new Set(),
    cacheReport: openCacheReport(request),
  };
}
