import { kindStamp, requireName } from './cache-key.ts';
import { KindCounters } from './kind-counters.ts';
import type { CacheKind } from './types.ts';

/** One kind of entry: what its owner set, and what was counted of it here. */
export class Kind {
  readonly name: string;
  readonly settings: CacheKind;
  readonly counters = new KindCounters();
  /** The stamps of an entry without tags: that of its kind. */
  readonly stamps: readonly string[];

  /** Throws a TypeError for a name that cannot be part of a key. */
  constructor(name: string, settings: CacheKind) {
    this.name = requireName('kind', name);
    this.settings = settings;
    this.stamps = [kindStamp(name)];
  }
}
