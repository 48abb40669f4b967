import type { Logger } from 'pino';
import { withTrace } from '../../shared/tracing/with-span.ts';
import type { JobRecord } from '../job.ts';
import type { ClaimedJob, ClaimOptions } from '../store/job-store.ts';
import type { WorkerStore } from '../store/worker-store.ts';
import { isPassingFault, reasonOf } from './job-fault.ts';

/** The longest wait between two attempts. */
const MAX_WAIT_MS = 30_000;
/** A larger file is a big one. One place is kept for small files, so that they do not wait for the end of big ones. */
const SMALL_BYTES = 1024 * 1024;

export interface JobRunnerOptions {
  readonly store: WorkerStore;
  /** Does the work. Must stop soon when the signal aborts, and may be run again from the start at any time. */
  readonly work: (job: JobRecord, signal: AbortSignal) => Promise<void>;
  readonly concurrency: number;
  readonly logger: Logger;
  readonly now: () => number;
  /** An attempt has ended, well or badly. */
  readonly onEnded?: () => void;
  /** Wait after the first failed attempt; doubled each time. Default 500. */
  readonly retryMs?: number;
}

/** How many attempts of this process ended how. */
export type JobTally = Readonly<Record<JobOutcome, number>>;
type JobOutcome = 'completed' | 'failed' | 'postponed' | 'stopped';

interface RunningJob {
  readonly isBig: boolean;
  readonly isBackground: boolean;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/**
 * Works through the jobs of the store, a few at a time, oldest first, except that big files leave one place to small ones. The
 * store is the queue: what was running when the process died runs again at the next start.
 */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  /** By file. */
  readonly #running = new Map<string, RunningJob>();
  #filling: Promise<void> | undefined;
  #isStarted = false;
  #isAskedAgain = false;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #tally: JobTally = { completed: 0, failed: 0, postponed: 0, stopped: 0 };

  constructor(options: JobRunnerOptions) {
    this.#options = options;
  }

  get tally(): JobTally {
    return this.#tally;
  }

  /** Jobs begin when `whenReady` has resolved, which must not reject; this does not wait for it. */
  async start(whenReady: Promise<unknown>): Promise<void> {
    await this.#options.store.jobs.requeueRunning();
    void whenReady.then(() => {
      this.#isStarted = true;
      this.wake();
    });
  }

  /** Looks for waiting jobs. What is queued before the start waits for it. */
  wake(): void {
    if (!this.#isStarted || this.#isClosed) return;
    this.#isAskedAgain = true;
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = undefined;
    });
  }

  /** Stops the file's job, if one runs or is being taken up, and waits until it touches nothing any more. */
  async cancel(fileHash: string): Promise<void> {
    await this.#filling;
    const running = this.#running.get(fileHash);
    running?.abort.abort(new Error('the job was cancelled'));
    await running?.ended;
  }

  /** Stops what runs; it goes on at the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#filling;
    for (const { abort } of this.#running.values()) abort.abort(new Error('the worker stops'));
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async #fill(): Promise<void> {
    const { store, concurrency, now } = this.#options;
    while (this.#isAskedAgain && !this.#isClosed) {
      this.#isAskedAgain = false;
      while (this.#running.size < concurrency && !this.#isClosed) {
        const job = await store.jobs.claim(now(), this.#claimable());
        if (job === undefined) break;
        this.#begin(job);
      }
    }
    if (!this.#isClosed && this.#running.size < concurrency) await this.#wakeLater();
  }

  /** The last place is for a small file when all others are taken by big ones. */
  #claimable(): ClaimOptions {
    const { concurrency } = this.#options;
    const big = [...this.#running.values()].filter(({ isBig }) => isBig).length;
    const isLastForSmall = concurrency > 1 && big >= concurrency - 1;
    const withBackground = this.#hasBackgroundPlace();
    return { withBackground, mostBytes: isLastForSmall ? SMALL_BYTES : undefined };
  }

  #begin(job: ClaimedJob): void {
    const abort = new AbortController();
    const ended = this.#attempt(job, abort.signal).then((outcome) => {
      this.#tally = { ...this.#tally, [outcome]: this.#tally[outcome] + 1 };
      this.#running.delete(job.fileHash);
      this.#options.onEnded?.();
      this.wake();
    });
    const { isBackground, sizeBytes } = job;
    this.#running.set(job.fileHash, { abort, ended, isBackground, isBig: sizeBytes > SMALL_BYTES });
  }

  /** Jobs that nobody waits for leave one place to the others, where there is more than one. */
  #hasBackgroundPlace(): boolean {
    const running = [...this.#running.values()].filter(({ isBackground }) => isBackground).length;
    return running < Math.max(1, this.#options.concurrency - 1);
  }

  async #attempt(job: JobRecord, signal: AbortSignal): Promise<JobOutcome> {
    const { store, work, logger, now } = this.#options;
    const log = logger.child({ jobId: job.id, fileHash: job.fileHash, attempt: job.attempts });
    const startedAt = performance.now();
    try {
      const attributes = { 'job.id': job.id, 'job.attempt': job.attempts };
      await withTrace('job', attributes, () => work(job, signal));
      await store.jobs.complete(job.id, now());
      log.info({ tookMs: Math.round(performance.now() - startedAt) }, 'job completed');
      return 'completed';
    } catch (error) {
      if (signal.aborted) return 'stopped';
      return this.#settle(job, error, log).catch((fault) => {
        log.error({ err: fault }, 'job lost');
        return 'failed';
      });
    }
  }

  async #settle(job: JobRecord, error: unknown, log: Logger): Promise<JobOutcome> {
    const { store, now, retryMs = 500 } = this.#options;
    if (isPassingFault(error, job.attempts)) {
      const waitMs = Math.min(retryMs * 2 ** Math.min(job.attempts - 1, 10), MAX_WAIT_MS);
      log.warn({ err: error, waitMs }, 'job postponed');
      await store.jobs.postpone(job.id, now() + waitMs);
      return 'postponed';
    }
    log.warn({ err: error }, 'job failed');
    await store.transact(async ({ files, jobs }) => {
      const reason = reasonOf(error);
      await jobs.fail(job.id, reason, now());
      const file = await files.find(job.fileHash);
      // A READY file was being processed again: what it had before still answers.
      if (file !== undefined && file.status !== 'READY')
        await files.update(file.hash, { status: 'FAILED', error: reason });
    });
    return 'failed';
  }

  async #wakeLater(): Promise<void> {
    const soonest = await this.#options.store.jobs.nextAttemptAt(this.#claimable());
    clearTimeout(this.#timer);
    if (soonest === undefined || this.#isClosed) return;
    const waitMs = Math.max(0, soonest - this.#options.now());
    this.#timer = setTimeout(() => this.wake(), waitMs);
    this.#timer.unref();
  }
}
