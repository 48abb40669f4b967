import { canonicalJson } from './canonical-json.ts';
import type { InvalidationRecord, Mark } from './invalidation-record.ts';
import { Sieve, type SieveNode } from './sieve.ts';
import type { CacheKey } from './types.ts';

/** An entry as it is kept in the process: parsed and frozen, ready to be handed out. */
export interface MemoryEntry {
  readonly value: unknown;
  readonly tags: readonly string[];
  readonly createdMs: number;
  /** A slide moves it. */
  expiresMs: number;
  /** The server was last told that this entry is in use. */
  touchedMs: number;
  readonly entryName: string;
  readonly stamps: readonly string[];
  readonly text: string | undefined;
  /** Of the serialised value. */
  readonly bytes: number;
  /** Up to here the entry is known to be untouched. */
  mark: Mark;
}

interface Slot extends SieveNode {
  readonly entry: MemoryEntry;
  readonly key: string;
  readonly slots: Map<string, Slot>;
  readonly bytes: number;
}

/** What an entry costs beside its payload: key and fields. Estimated, so that many tiny entries stay bounded too. */
const OVERHEAD_BYTES = 300;

/** The first level: entries of this process, bounded by bytes over all kinds. */
export class MemoryLevel {
  readonly #maxBytes: number;
  readonly #queue = new Sieve<Slot>();
  readonly #record: InvalidationRecord;
  readonly #kinds: KindMemory[] = [];
  #bytes = 0;

  constructor(maxBytes: number, record: InvalidationRecord) {
    this.#maxBytes = maxBytes;
    this.#record = record;
  }

  /** False when the process is given no memory at all. */
  get isOn(): boolean {
    return this.#maxBytes > 0;
  }

  /** Room for one kind's entries. */
  open(): KindMemory {
    const memory = new KindMemory(this, this.#record);
    this.#kinds.push(memory);
    return memory;
  }

  /** Puts an entry into its place and, when there is too much, others out of theirs. One that is too large alone is not kept. */
  put(slots: Map<string, Slot>, key: string, entry: MemoryEntry): void {
    const bytes = entry.bytes + key.length * 2 + OVERHEAD_BYTES;
    const before = slots.get(key);
    if (before !== undefined) this.#forget(before);
    if (bytes > this.#maxBytes) return;
    const slot: Slot = {
      ...{ entry, key, slots, bytes },
      ...{ isVisited: false, newer: undefined, older: undefined },
    };
    while (this.#bytes + bytes > this.#maxBytes) this.#evict();
    slots.set(key, slot);
    this.#queue.add(slot);
    this.#bytes += bytes;
  }

  clear(): void {
    for (const kind of this.#kinds) kind.clear();
    this.#queue.clear();
    this.#bytes = 0;
  }

  #forget(slot: Slot): void {
    this.#queue.remove(slot);
    slot.slots.delete(slot.key);
    this.#bytes -= slot.bytes;
  }

  #evict(): void {
    const slot = this.#queue.evict();
    if (slot === undefined) return;
    slot.slots.delete(slot.key);
    this.#bytes -= slot.bytes;
  }
}

/**
 * The entries of one kind, found by their keys. An invalidation costs nothing here, however much it names: an entry is compared,
 * when it is read, with what was invalidated since it was last compared.
 */
export class KindMemory {
  readonly #level: MemoryLevel;
  readonly #record: InvalidationRecord;
  /** Keys that are a string lie apart, because they are found without writing them down as JSON. */
  readonly #byText = new Map<string, Slot>();
  readonly #byJson = new Map<string, Slot>();

  constructor(level: MemoryLevel, record: InvalidationRecord) {
    this.#level = level;
    this.#record = record;
  }

  /** The entry, if no invalidation that was heard touches it. The caller judges its age, and whether all are heard. */
  get(key: CacheKey): MemoryEntry | undefined {
    const slot = this.#find(key);
    if (slot === undefined) return undefined;
    const { entry } = slot;
    const now = this.#record.mark();
    if (entry.mark !== now) {
      if (this.#record.touches(entry.mark, entry, entry.stamps)) return undefined;
      entry.mark = now;
    }
    slot.isVisited = true;
    return entry;
  }

  /** The same, but invalidations may have been missed: only for an answer that says so. */
  getUnverified(key: CacheKey): MemoryEntry | undefined {
    const entry = this.#find(key)?.entry;
    const isNamed = entry && this.#record.names(entry.mark, entry, entry.stamps);
    return isNamed ? undefined : entry;
  }

  set(key: CacheKey, entry: MemoryEntry): void {
    if (!this.#level.isOn) return;
    if (typeof key === 'string') this.#level.put(this.#byText, key, entry);
    else this.#level.put(this.#byJson, canonicalJson(key), entry);
  }

  clear(): void {
    this.#byText.clear();
    this.#byJson.clear();
  }

  #find(key: CacheKey): Slot | undefined {
    return typeof key === 'string' ? this.#byText.get(key) : this.#byJson.get(canonicalJson(key));
  }
}

/** An entry that lacks a tag of its reader would outlive an invalidation that the reader counts on. */
export function hasTags(entry: MemoryEntry, tags: readonly string[] | undefined): boolean {
  return tags === undefined || tags.every((tag) => entry.tags.includes(tag));
}
