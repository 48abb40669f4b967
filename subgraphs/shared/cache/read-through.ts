import { setTimeout as delay } from 'node:timers/promises';
import type { CacheRead } from './cache-read.ts';
import type { EntryShelf } from './entry-shelf.ts';
import type { Envelope } from './envelope.ts';
import type { Flight } from './flight.ts';
import type { LoadMany, LoadRunner } from './load-runner.ts';
import type { RedisLevel } from './redis-level.ts';

const FIRST_WAIT_MS = 4;
const LONGEST_WAIT_MS = 100;

/**
 * Finds the answer of flights that memory could not answer: a valid entry in Redis; else by loading under a lease, or by
 * waiting for whoever holds it; else, when Redis is away, by loading around it.
 */
export class ReadThrough {
  readonly #level: RedisLevel;
  readonly #shelf: EntryShelf;
  readonly #runner: LoadRunner;
  readonly #beforeFirst: () => Promise<void>;
  readonly #mayServe: () => Promise<boolean>;
  readonly #onError: (read: CacheRead, error: unknown, operation: string) => void;

  constructor(options: {
    level: RedisLevel;
    shelf: EntryShelf;
    /** Resolves when the first connection stands or was given up. */
    beforeFirst: () => Promise<void>;
    /** Whether what lies in Redis is known to be valid; waits for that a moment. */
    mayServe: () => Promise<boolean>;
    /** Told of what flights survive. */
    onError: (read: CacheRead, error: unknown, operation: string) => void;
    runner: LoadRunner;
  }) {
    this.#level = options.level;
    this.#shelf = options.shelf;
    this.#beforeFirst = options.beforeFirst;
    this.#mayServe = options.mayServe;
    this.#onError = options.onError;
    this.#runner = options.runner;
  }

  /** Lands every flight. Never rejects. */
  async settle(flights: readonly Flight[], loadMany: LoadMany): Promise<void> {
    await this.#beforeFirst();
    if (!(await this.#mayServe())) return this.#loadAround(flights, loadMany);
    const leased: Flight[] = [];
    const waiting: Flight[] = [];
    try {
      const missing = await this.#readAll(flights);
      if (missing.length === 0) return;
      await this.#takeLeases(missing);
      for (const flight of missing) {
        if (flight.hasLanded) continue;
        (flight.lease === undefined ? waiting : leased).push(flight);
      }
    } catch (error) {
      this.#report(flights, error);
      await this.#loadAround(flights, loadMany);
      return;
    }
    await Promise.all([
      leased.length > 0 ? this.#runner.loadUnderLease(leased, loadMany) : undefined,
      ...waiting.map((flight) => this.#waitForHolder(flight, loadMany)),
    ]);
  }

  /** Lands those that have a valid entry in Redis; answers the others. */
  async #readAll(flights: readonly Flight[]): Promise<Flight[]> {
    for (const flight of flights) this.#shelf.mark(flight);
    const envelopes = await this.#level.read(flights.map((flight) => flight.read));
    return flights.filter((flight, at) => !this.#landWith(flight, envelopes[at]));
  }

  #landWith(flight: Flight, envelope: Envelope | undefined): boolean {
    if (envelope === undefined) return false;
    try {
      return this.#shelf.serve(flight, envelope);
    } catch (error) {
      this.#onError(flight.read, error, 'decode');
      return false;
    }
  }

  /** A lease won where an entry lies is won twice: the entry may have been filled between our look and our lease. */
  async #takeLeases(flights: readonly Flight[]): Promise<void> {
    for (const flight of flights) this.#shelf.mark(flight);
    const leases = await this.#level.acquire(flights.map((flight) => flight.read.entryName));
    flights.forEach((flight, at) => {
      flight.lease = leases[at];
    });
    const doubtful = flights.filter((flight) => flight.lease?.isEntryThere);
    if (doubtful.length === 0) return;
    const envelopes = await this.#level.read(doubtful.map((flight) => flight.read));
    doubtful.forEach((flight, at) => {
      if (this.#landWith(flight, envelopes[at])) this.#runner.giveBack(flight);
    });
  }

  /** Looks again, ever less often, until the holder has filled the entry or has lost the lease, which is then ours. */
  async #waitForHolder(flight: Flight, loadMany: LoadMany): Promise<void> {
    try {
      for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 1.6, LONGEST_WAIT_MS)) {
        await delay(wait * (0.75 + Math.random() / 2));
        const [stillMissing] = await this.#readAll([flight]);
        if (stillMissing === undefined) return;
        await this.#takeLeases([flight]);
        if (flight.hasLanded) return;
        if (flight.lease !== undefined) break;
      }
    } catch (error) {
      this.#report([flight], error);
      await this.#loadAround([flight], loadMany);
      return;
    }
    await this.#runner.loadUnderLease([flight], loadMany);
  }

  /**
   * Without Redis there is no lease, so a flight that could not join the one before it waits for it: at most one load per
   * key runs in this process, and each answers only reads that began before it did.
   */
  async #loadAround(flights: readonly Flight[], loadMany: LoadMany): Promise<void> {
    const open = flights.filter((flight) => !flight.hasLanded);
    for (const flight of open) flight.lease = undefined;
    await Promise.all(open.map((flight) => flight.previous?.landed.catch(() => undefined)));
    if (open.length > 0) await this.#runner.loadAround(open, loadMany);
  }

  #report(flights: readonly Flight[], cause: unknown): void {
    for (const flight of flights) {
      if (!flight.hasLanded) this.#onError(flight.read, cause, 'read');
    }
  }
}
