import type { ChangeSource } from '../shared/cache/types.ts';
import type { MissedChanges, WorkerChanges } from '../shared/service/worker-changes.ts';
import type { IndexWriter } from './index-writer.ts';

/** How long a start may wait for the worker. */
const START_TIMEOUT_MS = 1000;

/**
 * What retrieval missed while it was away is more than cache entries: files that were deleted meanwhile are still in its index. They
 * are removed here, before anything is served again; the worker removes them as well, some time later.
 */
export class IndexChanges implements ChangeSource {
  readonly #worker: Pick<WorkerChanges, 'ask' | 'changesSince'>;
  readonly #writer: IndexWriter;

  constructor(worker: Pick<WorkerChanges, 'ask' | 'changesSince'>, writer: IndexWriter) {
    this.#worker = worker;
    this.#writer = writer;
  }

  changesSince(position: string | undefined): Promise<MissedChanges> {
    return this.#removing(() => this.#worker.changesSince(position));
  }

  /** Before the first search. A worker that is away is not waited for: it removes the files when it is back. */
  async removeMissed(): Promise<void> {
    try {
      await this.#removing(() => this.#worker.ask(undefined, START_TIMEOUT_MS));
    } catch {
      // The cache asks the same, and says in the log that it could not be told.
    }
  }

  async #removing(ask: () => Promise<MissedChanges>): Promise<MissedChanges> {
    const before = this.#writer.changeCount;
    const missed = await ask();
    await this.#writer.deleteUnlessChanged(missed.removedFiles, before);
    return missed;
  }
}
