import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { StoreTables, WorkerStore } from '../store/worker-store.ts';
import { type CacheLane, type Missed, missedChanges } from './missed-changes.ts';
import type { Lane, OutboxEvent } from './outbox-event.ts';
import { type LaneDelivery, OutboxLane } from './outbox-lane.ts';
import { type ServiceInvalidation, toInvalidations } from './service-invalidation.ts';

/** How long delivered events stay readable, and how often older ones are looked for. */
const KEEP_DELIVERED_MS = 24 * 60 * 60 * 1000;
const PRUNE_EVERY_MS = 60 * 60 * 1000;

/**
 * Each lane after those that its goal reads from. The gateway reads from agents too, and may be told beside them only because
 * it keeps nothing of what they answer: their schema lets nothing be kept, and a test of the schema holds it to that.
 */
const ORDER_OF_READING: readonly (readonly Lane[])[] = [
  ['INDEX'],
  ['BYTES', 'WORKER', 'RETRIEVAL'],
  ['AGENTS', 'GATEWAY'],
];

export interface OutboxOptions {
  readonly store: WorkerStore;
  readonly deliveries: Readonly<Record<Lane, LaneDelivery>>;
  readonly logger: Logger;
  readonly now: () => number;
  /** Wait before the first retry of a lane. Default 500. */
  readonly retryMs?: number;
}

/**
 * Tells other services what changed here, and goes on telling them until they have heard it, also after a restart:
 * the events are written in the transaction of the change itself, so neither can happen without the other.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #lanes: ReadonlyMap<Lane, OutboxLane>;
  #pruning: NodeJS.Timeout | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    const lanes = Object.entries(options.deliveries) as [Lane, LaneDelivery][];
    this.#lanes = new Map(lanes.map(([lane, delivery]) => [lane, this.#openLane(lane, delivery)]));
  }

  /** Delivers what an earlier run of this process left. Does not wait for it. */
  async start(): Promise<void> {
    await this.#prune();
    this.#pruning = setInterval(() => void this.#prune(), PRUNE_EVERY_MS).unref();
    void this.#drainAll();
  }

  /** Writes the events in the caller's transaction; hand the id that it gives to `deliver` after the commit. */
  async record(tables: StoreTables, events: readonly OutboxEvent[]): Promise<string> {
    const changeId = randomUUID();
    if (events.length > 0) await tables.outbox.record(changeId, events, this.#options.now());
    return changeId;
  }

  /** Tries to deliver the change now and says how it stands with each service; what is PENDING is tried on. */
  async deliver(changeId: string): Promise<ServiceInvalidation[]> {
    await this.#drainAll();
    return toInvalidations(await this.#options.store.outbox.ofChange(changeId));
  }

  /** What this cache has missed since it reached `position`. Its service is back: what waits for it is tried soon. */
  async missed(lane: CacheLane, position: string | undefined): Promise<Missed> {
    const missed = await missedChanges(this.#options.store, lane, position);
    this.#lanes.get(lane)?.trySoon();
    if (lane === 'RETRIEVAL') this.#lanes.get('INDEX')?.trySoon();
    return missed;
  }

  /** True while the file's removal from the index has not arrived: rows written now would be removed with it. */
  isRemovalPending(fileHash: string): Promise<boolean> {
    return this.#options.store.outbox.isPending('INDEX', fileHash);
  }

  async close(): Promise<void> {
    clearInterval(this.#pruning);
    await Promise.all([...this.#lanes.values()].map((lane) => lane.close()));
  }

  async #prune(): Promise<void> {
    const { store, now, logger } = this.#options;
    try {
      await store.transact(({ outbox }) => outbox.prune(now() - KEEP_DELIVERED_MS));
    } catch (error) {
      logger.warn({ err: error }, 'delivered events could not be pruned');
    }
  }

  /** In the order of reading: whoever is told may ask those before it at once, and keep what they answer. */
  async #drainAll(): Promise<void> {
    for (const lanes of ORDER_OF_READING) {
      await Promise.all(lanes.map((lane) => this.#lanes.get(lane)?.drain()));
    }
  }

  #openLane(lane: Lane, delivery: LaneDelivery): OutboxLane {
    const { store, logger, now, retryMs = 500 } = this.#options;
    const onRecorded = () => void this.#drainAll();
    return new OutboxLane({ ...delivery, lane, store, logger, now, retryMs, onRecorded });
  }
}
