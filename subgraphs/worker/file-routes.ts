import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type AdminAccess, requireAdmin } from '../shared/service/admin-token.ts';
import { parse } from '../shared/service/cache-routes.ts';
import { DomainError } from '../shared/service/domain-error.ts';
import { findNearDuplicates } from './near-duplicates/find-near-duplicates.ts';
import { toRestJob } from './rest-shapes.ts';
import type { Worker } from './worker.ts';

const ofFile = z.object({
  file_hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex (64 digits)'),
});
const ofJob = z.object({ id: z.string().min(1).max(64) });

/** Jobs to be watched and cancelled with `curl`, and what is cached of a file to be dropped. */
export function registerFileRoutes(
  app: FastifyInstance,
  { worker, access }: { worker: Worker; access: AdminAccess },
): void {
  app.get('/api/v1/jobs/:id', async (request) => {
    const { id } = parse(ofJob, request.params);
    const [job] = await worker.store.jobs.findMany([id]);
    if (job === undefined) throw new DomainError('NOT_FOUND', `There is no job ${id}.`);
    const [nearDuplicates] = await findNearDuplicates(worker.store.fingerprints, [job.fileHash]);
    return {
      ...toRestJob(job),
      nearDuplicates: job.status === 'COMPLETED' ? nearDuplicates : null,
    };
  });
  const guarded = { preHandler: requireAdmin(access) };
  app.delete('/api/v1/jobs/:id', guarded, async (request) =>
    toRestJob(await worker.cancelJob(parse(ofJob, request.params).id)),
  );
  app.delete('/api/v1/cache/file/:file_hash', guarded, async (request, reply) => {
    const { file_hash: hash } = parse(ofFile, request.params);
    const results = await worker.forget(hash);
    const isDone = results.every(({ status }) => status === 'DONE');
    const removedEntries = results.reduce((sum, result) => sum + result.removedEntries, 0);
    return reply.status(isDone ? 200 : 202).send({ removedEntries, results });
  });
}
