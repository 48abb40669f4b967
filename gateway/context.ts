import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  createRequestContext,
  type RequestContext,
} from '../subgraphs/shared/service/request-context.ts';
import type { Identify, Identity } from './auth/identify-caller.ts';
import { SubgraphTimes } from './metrics/subgraph-times.ts';
import { type CacheReport, openCacheReport } from './response-cache/cache-report.ts';
import type { ResponseCacheOutcome } from './response-cache/response-cache-outcome.ts';
import { Cancellation } from './transport/cancellation.ts';

/** What every request through the gateway carries. */
export interface GatewayContext extends RequestContext, Identity {
  /** How the response cache serves this request; filled in by the cached executor. */
  readonly responseCache: ResponseCacheOutcome;
  /** Cache tags of what a mutation changed, as the subgraphs named them. */
  readonly changedTags: Set<string>;
  /** Where each part of the answer came from; absent unless the request asks for it. */
  readonly cacheReport: CacheReport | undefined;
  readonly subgraphTimes: SubgraphTimes;
  /** Cancelled when the client has gone; after its answer that says nothing. */
  readonly client: Cancellation;
}

/** Rejects when the caller shows a token that is not valid. */
export async function createGatewayContext(
  request: FastifyRequest,
  reply: FastifyReply,
  identify: Identify,
): Promise<GatewayContext> {
  const client = new Cancellation();
  // Of the response, not of the request, which closes when it has been read.
  reply.raw.once('close', () => client.cancel());
  const identity = await identify(request.raw);
  const responseCache: ResponseCacheOutcome = { status: 'BYPASS' };
  request.responseCache = responseCache;
  return {
    ...createRequestContext(request),
    ...identity,
    responseCache,
    changedTags: new Set(),
    cacheReport: openCacheReport(request),
    subgraphTimes: new SubgraphTimes(),
    client,
  };
}
