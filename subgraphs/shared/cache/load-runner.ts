import { performance } from 'node:perf_hooks';
import type { CacheRead } from './cache-read.ts';
import type { EntryShelf } from './entry-shelf.ts';
import type { Flight } from './flight.ts';
import { decodePayload } from './payload.ts';
import { LEASE_MS, type RedisLevel } from './redis-level.ts';
import { untag } from './tagged-value.ts';
import type { CacheRequest, Tagged } from './types.ts';

/** Loads what is missing, answered in the order asked. */
export type LoadMany = (missing: readonly CacheRequest[]) => Promise<readonly unknown[]>;

const RENEW_EVERY_MS = LEASE_MS / 3;

/** Runs loads and lands their flights: with the value, with a stale one when the load failed within grace, or with its error. */
export class LoadRunner {
  readonly #level: RedisLevel;
  readonly #shelf: EntryShelf;
  readonly #onLoaded: (read: CacheRead, milliseconds: number) => void;
  readonly #onError: (read: CacheRead, error: unknown, operation: string) => void;

  constructor(options: {
    level: RedisLevel;
    shelf: EntryShelf;
    onLoaded: (read: CacheRead, milliseconds: number) => void;
    onError: (read: CacheRead, error: unknown, operation: string) => void;
  }) {
    this.#level = options.level;
    this.#shelf = options.shelf;
    this.#onLoaded = options.onLoaded;
    this.#onError = options.onError;
  }

  /** Each flight holds its lease; it is kept alive during the load, and gone afterwards. */
  async loadUnderLease(flights: readonly Flight[], loadMany: LoadMany): Promise<void> {
    const renewal = setInterval(() => this.#renew(flights), RENEW_EVERY_MS);
    renewal.unref();
    try {
      const loaded = await this.#load(flights, loadMany);
      await Promise.all(flights.map((flight, at) => this.#keep(flight, loaded?.[at])));
    } finally {
      clearInterval(renewal);
    }
  }

  async loadAround(flights: readonly Flight[], loadMany: LoadMany): Promise<void> {
    for (const flight of flights) flight.since = this.#shelf.moment();
    const loaded = await this.#load(flights, loadMany);
    flights.forEach((flight, at) => {
      const tagged = loaded?.[at];
      if (tagged !== undefined)
        flight.land(this.#shelf.answerUncached(flight.read, tagged, 'BYPASS'));
    });
  }

  /** In the background: nobody waits for a lease to be given back. */
  giveBack(flight: Flight): void {
    const { lease, read } = flight;
    if (lease === undefined) return;
    flight.lease = undefined;
    this.#level
      .release(read.entryName, lease)
      .catch((error: unknown) => this.#onError(read, error, 'release'));
  }

  /** What was loaded, in the order of the flights; undefined after a failure, when they have landed. */
  async #load(
    flights: readonly Flight[],
    loadMany: LoadMany,
  ): Promise<readonly Tagged<unknown>[] | undefined> {
    const startedAt = performance.now();
    try {
      const loaded = await loadMany(flights.map((flight) => flight.read.request));
      if (loaded.length !== flights.length) {
        throw new TypeError(
          `loadMany was asked for ${flights.length} values and answered ${loaded.length}.`,
        );
      }
      const milliseconds = performance.now() - startedAt;
      for (const flight of flights) this.#onLoaded(flight.read, milliseconds);
      // Not `map`, which leaves out holes: their readers would wait for ever.
      return Array.from(loaded, untag);
    } catch (error) {
      for (const flight of flights) this.#failLoad(flight, error);
      return undefined;
    }
  }

  #failLoad(flight: Flight, error: unknown): void {
    this.#onError(flight.read, error, 'load');
    this.giveBack(flight);
    const stale = this.#shelf.findStale(flight);
    if (stale === undefined) flight.fail(error);
    else flight.land(stale);
  }

  async #keep(flight: Flight, loaded: Tagged<unknown> | undefined): Promise<void> {
    if (loaded === undefined) return;
    const { lease, read } = flight;
    try {
      const filling = lease && this.#shelf.prepare(flight, lease, loaded);
      if (filling !== undefined) {
        // The value is read back while Redis writes it.
        const [isKept, value] = await Promise.all([
          this.#level.fill(filling),
          decodePayload(filling.encoded),
        ]);
        if (isKept) {
          flight.lease = undefined;
          flight.land(this.#shelf.put(flight, filling, value));
          return;
        }
      }
    } catch (error) {
      this.#onError(read, error, 'fill');
    }
    this.giveBack(flight);
    flight.land(this.#shelf.answerUncached(read, loaded, 'MISS'));
  }

  #renew(flights: readonly Flight[]): void {
    for (const { read, lease } of flights) {
      if (lease === undefined) continue;
      this.#level
        .renew(read.entryName, lease)
        .catch((error: unknown) => this.#onError(read, error, 'renew'));
    }
  }
}
