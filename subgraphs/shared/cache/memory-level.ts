import { LRUCache } from 'lru-cache';
import type { InvalidationRecord, Mark } from './invalidation-record.ts';

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

/** What an entry costs beside its payload: key and fields. Estimated, so that many tiny entries stay bounded too. */
const OVERHEAD_BYTES = 300;

/**
 * The first level: the entries used last, bounded by bytes. An invalidation costs nothing here, however much it names:
 * an entry is compared, when it is read, with what was invalidated since it was last compared.
 */
export class MemoryLevel {
  readonly #record: InvalidationRecord;
  readonly #entries: LRUCache<string, MemoryEntry> | undefined;

  constructor(maxBytes: number, record: InvalidationRecord) {
    this.#record = record;
    if (maxBytes <= 0) return;
    this.#entries = new LRUCache<string, MemoryEntry>({
      maxSize: maxBytes,
      sizeCalculation: (entry, key) => entry.bytes + key.length * 2 + OVERHEAD_BYTES,
    });
  }

  /** False when the process is given no memory at all. */
  get isOn(): boolean {
    return this.#entries !== undefined;
  }

  /** The entry, if no invalidation that was heard touches it. The caller judges its age, and whether all are heard. */
  get(key: string): MemoryEntry | undefined {
    const entry = this.#entries?.get(key);
    if (entry === undefined || entry.mark === this.#record.mark()) return entry;
    if (this.#record.touches(entry.mark, entry, entry.stamps)) return undefined;
    entry.mark = this.#record.mark();
    return entry;
  }

  /** The same, but invalidations may have been missed: only for an answer that says so. */
  getUnverified(key: string): MemoryEntry | undefined {
    const entry = this.#entries?.get(key);
    const isNamed = entry && this.#record.names(entry.mark, entry, entry.stamps);
    return isNamed ? undefined : entry;
  }

  set(key: string, entry: MemoryEntry): void {
    this.#entries?.set(key, entry);
  }

  clear(): void {
    this.#entries?.clear();
  }
}
