import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Cache } from '../shared/cache/types.ts';
import { type AdminAccess, requireAdmin } from '../shared/service/admin-token.ts';
import { parse } from '../shared/service/cache-routes.ts';

const path = z.object({ '*': z.string().min(1, 'name a pattern').max(512) });

/**
 * `DELETE /api/v1/cache/search/{pattern}`: drops cached searches and bundles whose query fits the URL-encoded glob;
 * without a wildcard it fits anywhere in the query.
 */
export function registerSearchCacheRoute(
  app: FastifyInstance,
  options: { cache: Cache; access: AdminAccess },
): void {
  const guarded = { preHandler: requireAdmin(options.access) };
  // A wildcard, because a named parameter would be refused beyond 100 characters.
  app.delete('/api/v1/cache/search/*', guarded, async (request) => {
    const { '*': pattern } = parse(path, request.params);
    const { removedEntries } = await options.cache.invalidate({ pattern });
    return { removedEntries, pattern };
  });
}
