import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '../shared/service/cache-routes.ts';
import { requireInternalToken } from '../shared/service/internal-token.ts';
import type { Worker } from './worker.ts';

const query = z.strictObject({
  service: z.enum(['RETRIEVAL', 'AGENTS', 'GATEWAY']),
  /** A position that this route or a delivery gave; one that is not, or none, is answered with `changes: null`. */
  after: z.string().max(200).optional(),
});

/**
 * `GET /internal/v1/changes?service=AGENTS&after=<position>`: what a service that was away has to drop before it serves from its
 * cache again. Answers `{ changes: [{ tags }] | null, position, removedFiles }`.
 */
export function registerChangeRoutes(
  app: FastifyInstance,
  { worker, internalToken }: { worker: Worker; internalToken: string | undefined },
): void {
  const guarded = { preHandler: requireInternalToken(internalToken) };
  app.get('/internal/v1/changes', guarded, async (request) => {
    const { service, after } = parse(query, request.query);
    const { changes, ...rest } = await worker.missedChanges(service, after);
    return { changes: changes ?? null, ...rest };
  });
}
