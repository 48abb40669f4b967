import { setTimeout as delay } from 'node:timers/promises';
import type { CacheRead } from './cache-read.ts';
import type { EntryReader } from './entry-reader.ts';
import type { EntryShelf } from './entry-shelf.ts';
import type { Envelope } from './envelope.ts';
import type { Flight, Moment, StaleCandidate } from './flight.ts';
import type { LeaseWaiters } from './lease-waiters.ts';
import type { LoadMany, LoadRunner } from './load-runner.ts';
import type { RedisLevel } from './redis-level.ts';
import type { CacheResult } from './types.ts';

/** Who waits for a load is told of its end; it looks by itself in case the holder or the news was lost. */
const FIRST_LOOK_MS = 20;
const LONGEST_LOOK_MS = 200;

/**
 * Answers what memory could not: with a valid entry in Redis; else by loading under a lease, or by waiting for whoever
 * holds it; else, when Redis is away, by loading around it.
 */
export class ReadThrough {
  readonly #level: RedisLevel;
  readonly #reader: EntryReader;
  readonly #shelf: EntryShelf;
  readonly #runner: LoadRunner;
  readonly #waiters: LeaseWaiters;
  readonly #isReady: () => boolean;
  readonly #whenReady: () => Promise<boolean>;
  readonly #onError: (read: CacheRead, error: unknown, operation: string) => void;

  constructor(options: {
    level: RedisLevel;
    reader: EntryReader;
    shelf: EntryShelf;
    runner: LoadRunner;
    waiters: LeaseWaiters;
    /** Whether what lies in Redis may be served: the first connection is settled and nothing from before is unknown. */
    isReady: () => boolean;
    /** The same, after waiting for it a moment. */
    whenReady: () => Promise<boolean>;
    /** Told of what reads survive. */
    onError: (read: CacheRead, error: unknown, operation: string) => void;
  }) {
    this.#level = options.level;
    this.#reader = options.reader;
    this.#shelf = options.shelf;
    this.#runner = options.runner;
    this.#waiters = options.waiters;
    this.#isReady = options.isReady;
    this.#whenReady = options.whenReady;
    this.#onError = options.onError;
  }

  /** The answers that lie in Redis. Never rejects: where there is none, or none can be had, a flight goes on. */
  async lookUp(
    reads: readonly CacheRead[],
  ): Promise<readonly (CacheResult<unknown> | undefined)[]> {
    try {
      if (!this.#isReady() && !(await this.#whenReady())) return reads.map(() => undefined);
      const since = this.#shelf.moment();
      const envelopes = await this.#reader.read(reads);
      return reads.map((read, at) => this.#serve(read, envelopes[at], since));
    } catch {
      // The flights will find out the same, and say so.
      return reads.map(() => undefined);
    }
  }

  /** The answer that lies in Redis, counted as a hit. Never rejects. */
  async find(read: CacheRead): Promise<CacheResult<unknown> | undefined> {
    const [found] = await this.lookUp([read]);
    if (found !== undefined) read.kind.counters.redisHits++;
    return found;
  }

  /** Lands every flight, for which nothing was found in Redis a moment ago. Never rejects. */
  async settle(flights: readonly Flight[], loadMany: LoadMany): Promise<void> {
    if (!this.#isReady() && !(await this.#whenReady())) return this.#loadAround(flights, loadMany);
    const leased: Flight[] = [];
    const waiting: Flight[] = [];
    try {
      await this.#takeLeases(flights);
      for (const flight of flights) {
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

  #serve(
    read: CacheRead,
    envelope: Envelope | undefined,
    since: Moment,
  ): CacheResult<unknown> | undefined {
    if (envelope === undefined) return undefined;
    try {
      return this.#shelf.serve(read, envelope, since);
    } catch (error) {
      this.#onError(read, error, 'decode');
      return undefined;
    }
  }

  /** Lands those that have a valid entry in Redis; notes what the others may serve should their load fail. */
  async #readAgain(flights: readonly Flight[]): Promise<void> {
    const since = this.#shelf.moment();
    for (const flight of flights) flight.since = since;
    const envelopes = await this.#reader.read(flights.map((flight) => flight.read));
    flights.forEach((flight, at) => {
      const envelope = envelopes[at];
      const result = this.#serve(flight.read, envelope, since);
      if (result !== undefined) flight.land(result);
      else flight.stale = envelope && this.#staleOf(flight.read, envelope);
    });
  }

  #staleOf(read: CacheRead, envelope: Envelope): StaleCandidate | undefined {
    try {
      return this.#shelf.staleOf(read, envelope);
    } catch {
      return undefined;
    }
  }

  /** A lease won where an entry lies is won twice: the entry may have been filled between our look and our lease. */
  async #takeLeases(flights: readonly Flight[]): Promise<void> {
    const since = this.#shelf.moment();
    for (const flight of flights) flight.since = since;
    const leases = await this.#level.acquire(flights.map((flight) => flight.read.entryName));
    flights.forEach((flight, at) => {
      flight.lease = leases[at];
    });
    const doubtful = flights.filter((flight) => flight.lease?.isEntryThere);
    if (doubtful.length === 0) return;
    await this.#readAgain(doubtful);
    for (const flight of doubtful) if (flight.hasLanded) this.#runner.giveBack(flight);
  }

  /** Until the holder has filled the entry or has lost the lease, which is then ours. */
  async #waitForHolder(flight: Flight, loadMany: LoadMany): Promise<void> {
    try {
      for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 1.6, LONGEST_LOOK_MS)) {
        await this.#askAndWait(flight, wait * (0.75 + Math.random() / 2));
        if (flight.hasLanded) return;
        if (flight.lease !== undefined) break;
        await this.#readAgain([flight]);
        if (flight.hasLanded) return;
      }
    } catch (error) {
      this.#report([flight], error);
      await this.#loadAround([flight], loadMany);
      return;
    }
    await this.#runner.loadUnderLease([flight], loadMany);
  }

  async #askAndWait(flight: Flight, atMostMs: number): Promise<void> {
    const { told, stop } = this.#waiters.listen(flight.read.entryName);
    try {
      await this.#takeLeases([flight]);
      if (flight.hasLanded || flight.lease !== undefined) return;
      await Promise.race([told, delay(atMostMs, undefined, { ref: false })]);
    } finally {
      stop();
    }
  }

  /**
   * Without Redis there is no lease, so a flight that could not join the one before it waits for it: at most one load per
   * key runs in this process, and each answers only reads that began before it did.
   */
  async #loadAround(flights: readonly Flight[], loadMany: LoadMany): Promise<void> {
    const open = flights.filter((flight) => !flight.hasLanded);
    for (const flight of open) {
      flight.lease = undefined;
      // Nothing that was read counts any more: whoever comes before the load begins may share it.
      flight.since = undefined;
    }
    await Promise.all(open.map((flight) => flight.previous?.catch(() => undefined)));
    if (open.length > 0) await this.#runner.loadAround(open, loadMany);
  }

  #report(flights: readonly Flight[], cause: unknown): void {
    for (const flight of flights) {
      if (!flight.hasLanded) this.#onError(flight.read, cause, 'read');
    }
  }
}
