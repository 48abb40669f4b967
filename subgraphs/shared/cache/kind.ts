import { kindStamp, requireName } from './cache-key.ts';
import { KindCounters } from './kind-counters.ts';
import type { KindMemory } from './memory-level.ts';
import type { CacheKind } from './types.ts';

/** One kind of entry: what its owner set, what is kept in memory of it and what was counted here. */
export class Kind {
  readonly name: string;
  readonly settings: CacheKind;
  readonly counters = new KindCounters();
  readonly memory: KindMemory;
  /** The stamps of an entry without tags: that of its kind. */
  readonly stamps: readonly string[];

  /** Throws a TypeError for a name that cannot be part of a key. */
  constructor(name: string, settings: CacheKind, memory: KindMemory) {
    this.name = requireName('kind', name);
    this.settings = settings;
    this.memory = memory;
    this.stamps = [kindStamp(name)];
  }
}
