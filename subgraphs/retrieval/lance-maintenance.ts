import type { Logger } from 'pino';
import type { SerialQueue } from './serial-queue.ts';

/** Rest after the last write before the table is tidied, and how long steady writing can put it off. */
const QUIET_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/** Searches read older versions for moments only. */
const KEEP_VERSIONS_MS = 10 * 60 * 1000;

/** The part of LanceDB's `Table` that this needs. */
export interface OptimizableTable {
  optimize(options: { cleanupOlderThan: Date }): Promise<unknown>;
}

export interface MaintenanceTimer {
  readonly set: (task: () => void, delayMs: number) => NodeJS.Timeout;
  readonly clear: (timer: NodeJS.Timeout) => void;
  readonly now: () => number;
}

const clock: MaintenanceTimer = {
  set: (task, delayMs) => setTimeout(task, delayMs).unref(),
  clear: clearTimeout,
  now: () => performance.now(),
};

/**
 * Takes new rows into the indexes, joins small files and drops old versions, some time after writes. It waits in
 * the queue of writes, so it meets none of them; searches go on meanwhile, on the version that they began with.
 */
export class LanceMaintenance {
  readonly #table: OptimizableTable;
  readonly #writes: SerialQueue;
  readonly #logger: Logger;
  readonly #timer: MaintenanceTimer;
  #pending: NodeJS.Timeout | undefined;
  #dueSince: number | undefined;
  #isClosed = false;

  constructor(table: OptimizableTable, writes: SerialQueue, logger: Logger, timer = clock) {
    this.#table = table;
    this.#writes = writes;
    this.#logger = logger;
    this.#timer = timer;
  }

  /** To be called after every write. */
  schedule(): void {
    if (this.#isClosed) return;
    const now = this.#timer.now();
    this.#dueSince ??= now;
    this.#cancel();
    const left = Math.max(0, this.#dueSince + LONGEST_DELAY_MS - now);
    this.#pending = this.#timer.set(() => void this.run(), Math.min(QUIET_MS, left));
  }

  /** Nothing runs by itself any more. */
  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  /** Never rejects: an untidy table answers as rightly as a tidy one, only more slowly. */
  async run(): Promise<void> {
    this.#cancel();
    this.#dueSince = undefined;
    await this.#writes
      .run(() => this.#tidy())
      .catch((error) => {
        this.#logger.warn({ err: error }, 'the index could not be optimized');
      });
  }

  #cancel(): void {
    if (this.#pending !== undefined) this.#timer.clear(this.#pending);
    this.#pending = undefined;
  }

  async #tidy(): Promise<void> {
    const started = performance.now();
    await this.#table.optimize({ cleanupOlderThan: new Date(Date.now() - KEEP_VERSIONS_MS) });
    const tookMs = Math.round(performance.now() - started);
    this.#logger.debug({ tookMs }, 'index optimized');
  }
}
