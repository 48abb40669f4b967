import type { Logger } from 'pino';
import { hasErrorCode } from '../../shared/service/domain-error.ts';
import { outsideTraces } from '../../shared/tracing/with-span.ts';
import { describeError, toClientMessage } from '../client-message.ts';
import type { OutboxRow } from '../store/outbox-store.ts';
import type { WorkerStore } from '../store/worker-store.ts';
import type { Lane, OutboxEvent } from './outbox-event.ts';

/** Why an event waits that was not even tried. */
const HUNG = 'The last try got no answer in time; it is tried again by itself.';

/** How the events of one lane reach their goal. */
export interface LaneDelivery {
  /** Events that may go in one call. */
  readonly batchSize: number;
  /** Gives the number of cache entries that went; rejects when the goal cannot be reached. */
  readonly deliver: (rows: readonly OutboxRow[]) => Promise<number>;
  /** What must be told again, because this event arrived only after a failed try. */
  readonly onLateDelivery?: (row: OutboxRow) => readonly OutboxEvent[];
}

export interface OutboxLaneOptions extends LaneDelivery {
  readonly lane: Lane;
  readonly store: WorkerStore;
  readonly logger: Logger;
  readonly now: () => number;
  /** Wait before the first retry; doubled each time up to a hundredfold. */
  readonly retryMs: number;
  /** Called when a late delivery recorded new events. */
  readonly onRecorded: () => void;
}

/** Delivers the events of one lane in order; after a failure it tries again by itself until all have arrived. */
export class OutboxLane {
  readonly #options: OutboxLaneOptions;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #failures = 0;
  /** The last try got no answer in its time. */
  #isHung = false;
  #isClosed = false;

  constructor(options: OutboxLaneOptions) {
    this.#options = options;
  }

  /**
   * Resolves when everything recorded before the call was delivered, or was tried and could not be. A goal that hangs is not
   * waited for a second time: until it is heard of, what comes for it counts as tried.
   */
  drain(): Promise<void> {
    const passOver = () => this.#options.store.outbox.passOver(this.#options.lane, HUNG);
    if (this.#isHung) return passOver();
    return this.#queue(() => (this.#isHung ? passOver() : this.#deliverPending()));
  }

  /** Of what waits for the work under way, one is enough: whichever comes first sees the events of all. */
  #queue(work: () => Promise<void>): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      this.#running = work();
      return this.#running;
    });
    return this.#next;
  }

  /** The goal was heard of: what waits is tried again in a moment rather than at the end of a long wait. */
  trySoon(): void {
    this.#isHung = false;
    if (this.#failures <= 1) return;
    this.#failures = 0;
    this.#scheduleRetry();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    await this.#running;
  }

  async #deliverPending(): Promise<void> {
    clearTimeout(this.#retry);
    while (!this.#isClosed) {
      const rows = await this.#options.store.outbox.pending(
        this.#options.lane,
        this.#options.batchSize,
      );
      if (rows.length === 0) return;
      if (!(await this.#deliverBatch(rows))) return;
    }
  }

  async #deliverBatch(rows: readonly OutboxRow[]): Promise<boolean> {
    const { lane, deliver, logger, store } = this.#options;
    const sequences = rows.map(({ sequence }) => sequence);
    try {
      const removedEntries = await deliver(rows);
      await this.#recordDelivery(sequences, removedEntries);
      this.#failures = 0;
      this.#isHung = false;
      return true;
    } catch (error) {
      this.#isHung = hasErrorCode(error) && error.code === 'TIMEOUT';
      // One line for an outage, not one for each try.
      const level = this.#failures === 0 ? 'warn' : 'debug';
      logger[level]({ reason: describeError(error), lane }, 'event not delivered');
      await store.outbox.markFailed(sequences, toClientMessage(error));
      this.#scheduleRetry();
      return false;
    }
  }

  async #recordDelivery(sequences: readonly number[], removedEntries: number): Promise<void> {
    const { store, now, onLateDelivery, onRecorded } = this.#options;
    const hasFollowUps = await store.transact(async ({ outbox }) => {
      const rows = await outbox.markDelivered(sequences, removedEntries, now());
      // As they are by now: one may have been passed over while it was under way.
      const late = rows.filter(({ attempts }) => attempts > 0);
      const followUps = late.flatMap((row) => [...(onLateDelivery?.(row) ?? [])]);
      if (followUps.length > 0) await outbox.record(`after-${sequences[0]}`, followUps, now());
      return followUps.length > 0;
    });
    if (hasFollowUps) onRecorded();
  }

  #scheduleRetry(): void {
    if (this.#isClosed) return;
    const waitMs = this.#options.retryMs * Math.min(2 ** this.#failures, 100);
    this.#failures += 1;
    clearTimeout(this.#retry);
    const retry = () => void this.#queue(() => this.#deliverPending());
    this.#retry = outsideTraces(() => setTimeout(retry, waitMs));
    this.#retry.unref();
  }
}
