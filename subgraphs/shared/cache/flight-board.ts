import type { CacheRead } from './cache-read.ts';
import { Flight } from './flight.ts';
import type { InvalidationRecord } from './invalidation-record.ts';

/** The flights of this process. Readers join the newest of their key while they may. */
export class FlightBoard {
  readonly #flights = new Map<string, Flight>();
  /** The newest and those that they could not join. */
  readonly #underWay = new Set<Flight>();
  readonly #record: InvalidationRecord;

  constructor(record: InvalidationRecord) {
    this.#record = record;
  }

  get isEmpty(): boolean {
    return this.#flights.size === 0;
  }

  /** The flight under way that may answer this read. `isAlive`: every acknowledged invalidation is known here. */
  joinable(read: CacheRead, isAlive: boolean): Flight | undefined {
    const current = this.#flights.get(read.entryName);
    return current?.canBeJoinedBy(read, this.#record, isAlive) ? current : undefined;
  }

  /** The same, or a new flight. */
  join(read: CacheRead, isAlive: boolean): { readonly flight: Flight; readonly isNew: boolean } {
    const current = this.joinable(read, isAlive);
    if (current !== undefined) return { flight: current, isNew: false };
    const flight = new Flight(read, this.#flights.get(read.entryName)?.landed);
    this.#flights.set(read.entryName, flight);
    this.#underWay.add(flight);
    const forget = () => {
      this.#underWay.delete(flight);
      if (this.#flights.get(read.entryName) === flight) this.#flights.delete(read.entryName);
    };
    flight.landed.then(forget, forget);
    return { flight, isNew: true };
  }

  /** Loads under way that hold a lease in vain: what they bring was invalidated meanwhile. */
  doomed(): readonly Flight[] {
    const flights = [...this.#underWay];
    return flights.filter((flight) => flight.lease !== undefined && flight.isDoomed(this.#record));
  }
}
