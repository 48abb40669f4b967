import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { ChangeSource, Invalidation } from '../cache/types.ts';
import type { CacheServiceName } from './cache-stats.ts';
import { hasErrorCode } from './domain-error.ts';
import { createServiceClient, type ServiceClient } from './service-client.ts';

/** One try; a worker that hangs must not hold up the cache. */
const TIMEOUT_MS = 2000;
/** How long a worker that refuses connections is tried again: a stack starts all its services at once. */
const PATIENCE_MS = 4000;
const RETRY_MS = 100;

const answer = z.object({
  changes: z.array(z.object({ tags: z.array(z.string()) })).nullable(),
  position: z.string().min(1),
  removedFiles: z.array(z.string()),
});

/** What the worker could not tell this service while it was away. */
export interface MissedChanges {
  /** Undefined when the worker cannot say. */
  readonly changes: readonly Invalidation[] | undefined;
  readonly position: string;
  /** Deleted files whose rows are still in the index; told to retrieval only. */
  readonly removedFiles: readonly string[];
}

export interface WorkerChangesOptions {
  readonly service: Exclude<CacheServiceName, 'WORKER'>;
  /** Base address of the worker. */
  readonly workerUrl: string;
  readonly internalToken: string | undefined;
  /** How long a worker that is not there yet is waited for, in milliseconds. Default 4000. */
  readonly patienceMs?: number;
}

/** The worker's log of changes, from which a service's cache catches up. */
export class WorkerChanges implements ChangeSource {
  readonly #options: WorkerChangesOptions;
  readonly #worker: ServiceClient;

  constructor(options: WorkerChangesOptions) {
    this.#options = options;
    const { workerUrl: baseUrl, internalToken } = options;
    this.#worker = createServiceClient({ service: 'worker', baseUrl, internalToken });
  }

  /** Rejects when the worker is away for longer than a start takes, or answers with an error. */
  async changesSince(position: string | undefined): Promise<MissedChanges> {
    const deadline = performance.now() + (this.#options.patienceMs ?? PATIENCE_MS);
    for (;;) {
      try {
        return await this.ask(position, TIMEOUT_MS);
      } catch (cause) {
        const mayCome = hasErrorCode(cause) && cause.code === 'SUBGRAPH_UNAVAILABLE';
        if (!mayCome || performance.now() + RETRY_MS > deadline) throw notTold(cause);
        await wait(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  /** Asks once. */
  async ask(position: string | undefined, timeoutMs: number): Promise<MissedChanges> {
    const query = new URLSearchParams({
      service: this.#options.service,
      ...(position !== undefined && { after: position }),
    });
    const path = `/internal/v1/changes?${query}`;
    const told = answer.parse(await this.#worker.call({ method: 'GET', path, timeoutMs }));
    return { ...told, changes: told.changes ?? undefined };
  }
}

/** One line of a log that says what follows from it. */
function notTold(cause: unknown): Error {
  const reason = hasErrorCode(cause) ? cause.message : 'Its answer does not fit.';
  return new Error(
    `The worker could not be asked what changed, so the cache starts empty: ${reason}`,
    {
      cause,
    },
  );
}
