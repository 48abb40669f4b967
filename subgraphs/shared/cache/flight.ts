import type { CacheRead } from './cache-read.ts';
import type { InvalidationRecord, Mark } from './invalidation-record.ts';
import type { Lease } from './redis-level.ts';
import type { CacheResult } from './types.ts';

/** What an entry was when it could no longer be served as fresh. */
export type StaleCandidate = Pick<CacheResult<unknown>, 'value' | 'tags'> & {
  readonly createdMs: number;
};

/** One read under way, with everybody who waits for it. */
export class Flight {
  readonly read: CacheRead;
  readonly landed: Promise<CacheResult<unknown>>;
  /** The flight of the same key that this one could not join. */
  readonly previous: Flight | undefined;
  /** Held while the value is loaded here. */
  lease: Lease | undefined;
  stale: StaleCandidate | undefined;
  #mark: Mark | undefined;
  #wasListening = false;
  #hasLanded = false;
  #resolve: (result: CacheResult<unknown>) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(read: CacheRead, previous: Flight | undefined) {
    this.read = read;
    this.previous = previous;
    this.landed = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.landed.catch(() => undefined);
  }

  get hasLanded(): boolean {
    return this.#hasLanded;
  }

  /** What the flight answers is read or loaded after this moment. Called again before each new attempt to find it. */
  mark(record: InvalidationRecord, isListening: boolean): void {
    this.#mark = record.mark();
    this.#wasListening = isListening;
  }

  /**
   * Whether a read that begins now may have this flight's answer: nothing has been read for it yet, or every
   * acknowledged invalidation is known here (`isAlive`) and none since the mark can concern it.
   */
  canBeJoinedBy(read: CacheRead, record: InvalidationRecord, isAlive: boolean): boolean {
    const { knownStamps } = this.read;
    if (!read.knownStamps.every((stamp) => knownStamps.includes(stamp))) return false;
    if (this.#mark === undefined) return true;
    return isAlive && this.#wasListening && !record.mightTouch(this.#mark, this.read, knownStamps);
  }

  /** Up to where a value with these stamps is known to be untouched, or undefined when that is not known up to now. */
  markToRemember(record: InvalidationRecord, stamps: readonly string[]): Mark | undefined {
    const mark = this.#mark;
    if (mark === undefined || !this.#wasListening) return undefined;
    return record.touches(mark, this.read, stamps) ? undefined : record.mark();
  }

  /** Whether what is loaded will surely not be kept. After a gap that is not known here: FILL asks Redis. */
  isDoomed(record: InvalidationRecord): boolean {
    const mark = this.#mark;
    return mark !== undefined && record.names(mark, this.read, this.read.knownStamps);
  }

  land(result: CacheResult<unknown>): void {
    this.#hasLanded = true;
    this.#resolve(result);
  }

  fail(error: unknown): void {
    this.#hasLanded = true;
    this.#reject(error);
  }
}
