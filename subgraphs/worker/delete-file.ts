import type { HashLock } from './ingest/hash-lock.ts';
import type { JobRunner } from './jobs/job-runner.ts';
import type { Outbox } from './outbox/outbox.ts';
import { fileDeleted } from './outbox/outbox-event.ts';
import type { ServiceInvalidation } from './outbox/service-invalidation.ts';
import type { WorkerStore } from './store/worker-store.ts';

export interface DeleteFileDeps {
  readonly store: WorkerStore;
  readonly outbox: Outbox;
  readonly lock: HashLock;
  readonly runner: JobRunner;
  readonly now: () => number;
}

/** What became of a deletion. Shape of the graph's `DeleteFilePayload`. */
export interface Deletion {
  readonly hash: string;
  readonly deleted: boolean;
  readonly invalidation: readonly ServiceInvalidation[];
}

/**
 * Forgets a file everywhere. Its records go in one transaction with the events that remove its bytes, its rows in
 * the index and every cached value built from it; services that are away hear of it when they are back.
 */
export async function deleteFile(deps: DeleteFileDeps, hash: string): Promise<Deletion> {
  const changeId = await deps.lock.run(hash, async () => {
    const recorded = await deps.store.transact(async (tables) => {
      if (!(await tables.files.remove(hash))) return undefined;
      await tables.jobs.cancel(
        { fileHash: hash },
        { error: 'The file was deleted.', now: deps.now() },
      );
      return deps.outbox.record(tables, fileDeleted(hash));
    });
    // A job that still writes would bring the file back into the index.
    await deps.runner.cancel(hash);
    return recorded;
  });
  if (changeId === undefined) return { hash, deleted: false, invalidation: [] };
  return { hash, deleted: true, invalidation: await deps.outbox.deliver(changeId) };
}
