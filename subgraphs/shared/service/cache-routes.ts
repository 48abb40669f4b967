import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Cache, CacheStatistics } from '../cache/types.ts';
import { type AdminAccess, requireAdmin } from './admin-token.ts';
import { DomainError } from './domain-error.ts';

const invalidationBody = z
  .strictObject({
    tags: z.array(z.string().min(1).max(512)).max(1000).optional(),
    keys: z
      .array(z.strictObject({ kind: z.string().min(1), key: z.unknown() }))
      .max(1000)
      .optional(),
    kinds: z.array(z.string().min(1)).max(100).optional(),
    pattern: z.string().min(1).max(512).optional(),
    /** Where the change stands in the worker's log; only the worker knows that. */
    position: z.string().min(1).max(200).optional(),
  })
  .refine(
    ({ position: _, ...named }) => Object.values(named).some((value) => value !== undefined),
    {
      message: 'name at least one of tags, keys, kinds, pattern',
    },
  );

const clearQuery = z.strictObject({ kinds: z.string().min(1).max(1000).optional() });

/** The cache as its operators reach it with `curl`, and as the gateway's `clearCache` and `invalidate` reach it. */
export function registerCacheRoutes(
  app: FastifyInstance,
  options: { service: string; cache: Cache; access: AdminAccess },
): void {
  const { cache } = options;
  const guarded = { preHandler: requireAdmin(options.access) };
  app.get('/api/v1/cache/stats', async () => toOperatorStats(options.service, await cache.stats()));
  app.delete('/api/v1/cache/clear', guarded, async (request) => {
    const { kinds } = parse(clearQuery, request.query);
    return cache.clear(kinds === undefined ? {} : { kinds: kinds.split(',') });
  });
  app.post('/api/v1/cache/invalidate', guarded, async (request) =>
    cache.invalidate(dropAbsent(parse(invalidationBody, request.body))),
  );
}

/** Zod's answer, or BAD_USER_INPUT with every problem. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) =>
    issue.path.length === 0 ? issue.message : `${issue.path.join('.')}: ${issue.message}`,
  );
  throw new DomainError('BAD_USER_INPUT', `The request does not fit: ${problems.join('; ')}.`);
}

/** The same without keys that are `undefined`, as `exactOptionalPropertyTypes` wants them. */
function dropAbsent<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** The names that operators of such stacks look for, and the graph's own fields beside them. */
function toOperatorStats(service: string, stats: CacheStatistics) {
  return {
    service,
    memory_used: stats.redis?.usedMemoryBytes ?? null,
    hit_rate: stats.hitRate,
    keyspace_hits: stats.redis?.keyspaceHits ?? null,
    keyspace_misses: stats.redis?.keyspaceMisses ?? null,
    total_commands_processed: stats.redis?.totalCommandsProcessed ?? null,
    connected_clients: stats.redis?.connectedClients ?? null,
    cache_counts: Object.fromEntries(stats.kinds.map(({ kind, entries }) => [kind, entries])),
    ...stats,
  };
}
