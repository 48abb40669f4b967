import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** What every GraphQL request in every room carries; each room's context adds its loaders to it. */
export interface RequestContext {
  readonly requestId: string;
  readonly logger: Logger;
  /** The cache tags of what this answer was built from; sent on as `extensions.apolloCacheTags`. */
  readonly cacheTags: Set<string>;
}

export function createRequestContext(request: FastifyRequest): RequestContext {
  return { requestId: request.id, logger: request.log as Logger, cacheTags: new Set() };
}
