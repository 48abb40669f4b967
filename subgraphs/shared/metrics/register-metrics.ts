import type { FastifyInstance } from 'fastify';
import type { Cache } from '../cache/types.ts';
import { requireInternalToken } from '../service/internal-token.ts';
import { collectCache } from './collect-cache.ts';
import { measureRequests } from './measure-requests.ts';
import type { Metrics } from './metrics.ts';

/**
 * `GET /metrics`: requests, the cache by kind, the process itself, and whatever else `metrics` holds. It is guarded as
 * the cache's endpoints are, because it tells how a stack is used.
 */
export function registerMetrics(
  app: FastifyInstance,
  options: { metrics: Metrics; cache: Cache; internalToken: string | undefined },
): void {
  const { metrics } = options;
  measureRequests(app, metrics);
  collectCache(metrics, options.cache);
  const guarded = { preHandler: requireInternalToken(options.internalToken) };
  app.get('/metrics', guarded, async (_, reply) => {
    const { contentType, text } = await metrics.scrape();
    return reply.type(contentType).send(text);
  });
}
