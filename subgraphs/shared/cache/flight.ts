import type { CacheRead } from './cache-read.ts';
import type { InvalidationRecord, Mark } from './invalidation-record.ts';
import type { Lease } from './redis-level.ts';
import type { CacheResult } from './types.ts';

/** When something was read or a load began: what was invalidated by then, and whether more would have been heard of. */
export interface Moment {
  readonly mark: Mark;
  readonly wasListening: boolean;
}

/** What an entry was when it could no longer be served as fresh. */
export type StaleCandidate = Pick<CacheResult<unknown>, 'value' | 'tags'> & {
  readonly createdMs: number;
};

/** One read under way, with everybody who waits for it. */
export class Flight {
  readonly read: CacheRead;
  readonly landed: Promise<CacheResult<unknown>>;
  /** The end of the flight of the same key that this one could not join. Not the flight, which would keep all before it. */
  readonly previous: Promise<unknown> | undefined;
  /** Held while the value is loaded here. */
  lease: Lease | undefined;
  stale: StaleCandidate | undefined;
  #since: Moment | undefined;
  #hasLanded = false;
  #resolve: (result: CacheResult<unknown>) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  constructor(read: CacheRead, previous: Promise<unknown> | undefined) {
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

  /** What the flight answers is read or loaded after this moment. Set again before each new attempt to find it. */
  get since(): Moment | undefined {
    return this.#since;
  }

  set since(moment: Moment | undefined) {
    this.#since = moment;
  }

  /**
   * Whether a read that begins now may have this flight's answer: nothing has been read for it yet, or every
   * acknowledged invalidation is known here (`isAlive`) and none since then can concern it.
   */
  canBeJoinedBy(read: CacheRead, record: InvalidationRecord, isAlive: boolean): boolean {
    const { knownStamps } = this.read;
    if (!read.knownStamps.every((stamp) => knownStamps.includes(stamp))) return false;
    const since = this.#since;
    if (since === undefined) return true;
    return isAlive && since.wasListening && !record.mightTouch(since.mark, this.read, knownStamps);
  }

  /** Whether what is loaded will surely not be kept. After a gap that is not known here: FILL asks Redis. */
  isDoomed(record: InvalidationRecord): boolean {
    const since = this.#since;
    return since !== undefined && record.names(since.mark, this.read, this.read.knownStamps);
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
