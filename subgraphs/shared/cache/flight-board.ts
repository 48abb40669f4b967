import type { CacheRead } from './cache-read.ts';
import { Flight } from './flight.ts';
import type { InvalidationRecord } from './invalidation-record.ts';

/** The flights of this process: the newest of each key, which readers join while they may. */
export class FlightBoard {
  readonly #flights = new Map<string, Flight>();
  readonly #record: InvalidationRecord;

  constructor(record: InvalidationRecord) {
    this.#record = record;
  }

  /** The flight that will answer this read. `isAlive`: every acknowledged invalidation is known here. */
  join(read: CacheRead, isAlive: boolean): { readonly flight: Flight; readonly isNew: boolean } {
    const current = this.#flights.get(read.memoryKey);
    if (current?.canBeJoinedBy(read, this.#record, isAlive)) {
      return { flight: current, isNew: false };
    }
    const flight = new Flight(read, current);
    this.#flights.set(read.memoryKey, flight);
    const forget = () => {
      if (this.#flights.get(read.memoryKey) === flight) this.#flights.delete(read.memoryKey);
    };
    flight.landed.then(forget, forget);
    return { flight, isNew: true };
  }

  /** Loads under way that hold a lease in vain: what they bring was invalidated meanwhile. */
  doomed(): readonly Flight[] {
    const flights = [...this.#flights.values()];
    return flights.filter((flight) => flight.lease !== undefined && flight.isDoomed(this.#record));
  }
}
