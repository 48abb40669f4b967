import type { Logger } from 'pino';
import type { SerialQueue } from './serial-queue.ts';

/** Rest after the last write before the table is tidied, and how long steady writing can put it off. */
const QUIET_MS = 500;
const LONGEST_DELAY_MS = 10_000;

/** Maintenance rests so many times as long as it took: it never has more than a tenth of the time, however large the table. */
const REST_FACTOR = 9;

/** Rest after which the index is put into its best shape, which no steady writing could pay for. */
const SETTLE_MS = 60_000;

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

export interface MaintenanceOptions {
  readonly table: OptimizableTable;
  readonly writes: SerialQueue;
  readonly logger: Logger;
  /**
   * Builds whatever index the table has grown into, the best when it is `atRest`, and says whether it did; runs beside
   * writes, because it may take minutes.
   */
  readonly buildIndexes: (atRest: boolean) => Promise<boolean>;
  /** Reads what tidying wrote anew, before a search has to. */
  readonly warm: () => Promise<void>;
  readonly timer?: MaintenanceTimer;
}

/**
 * Takes new rows into the indexes, joins small files and drops old versions, some time after writes. It waits in
 * the queue of writes, so it meets none of them; searches go on meanwhile, on the version that they began with.
 */
export class LanceMaintenance {
  readonly #options: MaintenanceOptions;
  readonly #timer: MaintenanceTimer;
  #pending: NodeJS.Timeout | undefined;
  #dueSince: number | undefined;
  #restsUntil = Number.NEGATIVE_INFINITY;
  #writesUnderWay = 0;
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: MaintenanceOptions) {
    this.#options = options;
    this.#timer = options.timer ?? clock;
  }

  /**
   * Runs one write, after those before it. While one is under way or waits there is no quiet: otherwise a write that waited
   * for one tidying would let the next be due, and each write would wait for its own.
   */
  async write<T>(task: () => Promise<T>): Promise<T> {
    this.#writesUnderWay += 1;
    this.schedule();
    try {
      return await this.#options.writes.run(task);
    } finally {
      this.#writesUnderWay -= 1;
      this.schedule();
    }
  }

  /** There is something to tidy; when it is done depends on the writes. */
  schedule(): void {
    if (this.#isClosed) return;
    const now = this.#timer.now();
    this.#dueSince ??= now;
    if (this.#running !== undefined) return;
    this.#cancel();
    const left = this.#dueSince + LONGEST_DELAY_MS - now;
    const delay = this.#writesUnderWay > 0 ? left : Math.min(QUIET_MS, left);
    const rest = this.#restsUntil - now;
    this.#pending = this.#timer.set(() => void this.run(), Math.max(0, delay, rest));
  }

  /** Nothing runs by itself any more. */
  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  /** After the one that is under way, if any. Never rejects: an untidy table answers as rightly as a tidy one, only more slowly. */
  async run(atRest = false): Promise<void> {
    while (this.#running !== undefined) await this.#running;
    this.#running = this.#runOnce(atRest);
    await this.#running;
    this.#running = undefined;
    if (this.#dueSince !== undefined) this.schedule();
    else if (!atRest) this.#settleLater();
  }

  /** Unless something is written before. */
  #settleLater(): void {
    if (this.#isClosed) return;
    const rest = this.#restsUntil - this.#timer.now();
    this.#pending = this.#timer.set(() => void this.run(true), Math.max(SETTLE_MS, rest));
  }

  async #runOnce(atRest: boolean): Promise<void> {
    this.#cancel();
    this.#dueSince = undefined;
    const began = this.#timer.now();
    try {
      await this.#tidyAndWarm();
      const isBuilt = await this.#options.buildIndexes(atRest);
      // Files are only joined where one index covers them all: now, and not with the next write.
      if (isBuilt && atRest) await this.#tidyAndWarm();
      const tookMs = Math.round(this.#timer.now() - began);
      this.#restsUntil = this.#timer.now() + REST_FACTOR * tookMs;
      this.#options.logger.debug({ tookMs, atRest, isBuilt }, 'index optimized');
    } catch (error) {
      // A table that was closed meanwhile is tidied by the next start.
      if (this.#isClosed) return;
      this.#options.logger.warn({ err: error }, 'the index could not be optimized');
    }
  }

  async #tidyAndWarm(): Promise<void> {
    const cleanupOlderThan = new Date(Date.now() - KEEP_VERSIONS_MS);
    await this.#options.writes.run(() => this.#options.table.optimize({ cleanupOlderThan }));
    await this.#options.warm();
  }

  #cancel(): void {
    if (this.#pending !== undefined) this.#timer.clear(this.#pending);
    this.#pending = undefined;
  }
}
