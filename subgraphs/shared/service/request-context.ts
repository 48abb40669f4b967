import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** What a context is made from; over a WebSocket there is no more of a request than this. */
export type RequestHead = Pick<FastifyRequest, 'id' | 'log' | 'headers'> & {
  readonly socket: Pick<FastifyRequest['socket'], 'remoteAddress'>;
};

/** What every GraphQL request in every room carries; each room's context adds its loaders to it. */
export interface RequestContext {
  readonly requestId: string;
  readonly logger: Logger;
  /** The cache tags of what this answer was built from; sent on as `extensions.apolloCacheTags`. */
  readonly cacheTags: Set<string>;
}

export function createRequestContext(request: RequestHead): RequestContext {
  return { requestId: request.id, logger: request.log as Logger, cacheTags: new Set() };
}
