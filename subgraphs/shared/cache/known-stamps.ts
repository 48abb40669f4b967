import { LRUCache } from 'lru-cache';
import type { InvalidationRecord, Mark } from './invalidation-record.ts';
import type { InvalidationTarget } from './invalidation-target.ts';

/** About 200 bytes each. */
const MOST_STAMPS = 20_000;

/**
 * Present versions of stamps as this process knows them, so that a hit in Redis need not read them each time. They are known in
 * the same way as entries in memory are: what is announced is forgotten, and they count only while this process
 * surely hears of everything. A version that Redis lost meanwhile may still be known: the entries that carry it were never
 * invalidated.
 */
export class KnownStamps {
  readonly #record: InvalidationRecord;
  readonly #versions = new LRUCache<string, string>({ max: MOST_STAMPS });

  constructor(record: InvalidationRecord) {
    this.#record = record;
  }

  get(stamp: string): string | undefined {
    return this.#versions.get(stamp);
  }

  /** Keeps a version that was read after the mark, unless it may have been changed since. */
  learn(stamp: string, version: string, since: Mark): void {
    if (!this.#record.touchesStamp(since, stamp)) this.#versions.set(stamp, version);
  }

  forget(target: InvalidationTarget): void {
    for (const stamp of target.stamps) this.#versions.delete(stamp);
  }

  forgetAll(): void {
    this.#versions.clear();
  }
}
