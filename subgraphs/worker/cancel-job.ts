import { DomainError } from '../shared/service/domain-error.ts';
import type { JobRecord } from './job.ts';
import type { JobRunner } from './jobs/job-runner.ts';
import type { Cancellation } from './store/job-store.ts';
import type { WorkerStore } from './store/worker-store.ts';

export interface CancelJobDeps {
  readonly store: WorkerStore;
  readonly runner: JobRunner;
  readonly now: () => number;
}

const REASON = 'The job was cancelled. `reprocess`, or the same upload, begins again.';

/**
 * Ends a job that waits or runs, and answers it as it is then. One that has ended stays as it is, so that a repetition changes
 * nothing. A READY file that was being processed again keeps its content; any other becomes FAILED. Rejects with NOT_FOUND.
 */
export async function cancelJob(deps: CancelJobDeps, id: string): Promise<JobRecord> {
  // While it waits first, so that nobody takes it up; what runs is stopped before it is said to have ended.
  await end(deps, await findJob(deps, id), ['QUEUED']);
  const job = await findJob(deps, id);
  if (job.status === 'RUNNING') {
    await deps.runner.cancel(job.fileHash);
    await end(deps, job, ['RUNNING', 'QUEUED']);
  }
  return findJob(deps, id);
}

async function findJob({ store }: CancelJobDeps, id: string): Promise<JobRecord> {
  const [job] = await store.jobs.findMany([id]);
  if (job === undefined) throw new DomainError('NOT_FOUND', `There is no job ${id}.`);
  return job;
}

async function end(
  { store, now }: CancelJobDeps,
  { id, fileHash }: JobRecord,
  among: Cancellation['among'],
): Promise<void> {
  await store.transact(async ({ jobs, files }) => {
    const isEnded = await jobs.cancel({ id }, { error: REASON, now: now(), among });
    const file = await files.find(fileHash);
    if (!isEnded || file === undefined || file.status === 'READY') return;
    await files.update(fileHash, { status: 'FAILED', error: REASON });
  });
}
