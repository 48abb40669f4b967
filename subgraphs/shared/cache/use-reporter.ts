import { CacheRead } from './cache-read.ts';
import type { Kind } from './kind.ts';
import type { MemoryEntry } from './memory-level.ts';
import type { RedisLevel } from './redis-level.ts';
import type { CacheRequest } from './types.ts';

/** How often an entry that memory serves is reported as used. */
const TOUCH_MS = 30_000;
/** A sliding entry is slid at most this often: its expiry is right within a second. */
const SLIDE_MS = 1000;

/**
 * Tells Redis in the background which entries are in use: a hot entry is served from memory and would look idle to the
 * server's LRU, and a sliding entry must live on with every hit.
 */
export class UseReporter {
  readonly #level: RedisLevel;
  readonly #now: () => number;
  readonly #onError: (error: unknown, operation: string) => void;
  readonly #touched = new Set<string>();
  readonly #touchedStamps = new Set<string>();
  #flush: NodeJS.Immediate | undefined;

  constructor(options: {
    level: RedisLevel;
    now: () => number;
    onError: (error: unknown, operation: string) => void;
  }) {
    this.#level = options.level;
    this.#now = options.now;
    this.#onError = options.onError;
  }

  /** How long a hit in memory may go unreported. */
  intervalMs(request: CacheRequest, kind: Kind): number {
    if (kind.settings.sliding !== true) return TOUCH_MS;
    return Math.min(SLIDE_MS, new CacheRead(request, kind).ttlMs / 10);
  }

  reportMemoryHit(read: CacheRead, entry: MemoryEntry): void {
    const now = this.#now();
    entry.touchedMs = now;
    if (read.kind.settings.sliding) {
      entry.expiresMs = now + read.ttlMs;
      this.slide(read, entry.stamps);
      return;
    }
    this.#touched.add(entry.entryName);
    for (const stamp of entry.stamps) this.#touchedStamps.add(stamp);
    this.#flush ??= setImmediate(() => this.#touch());
  }

  /** Starts the lifetime of a sliding entry anew, which was read from Redis or from memory. */
  slide(read: CacheRead, stamps: readonly string[]): void {
    const times = {
      expiresMs: this.#now() + read.ttlMs,
      lifetimeMs: Math.ceil(read.ttlMs + read.graceMs),
    };
    this.#level
      .slide(read.entryName, stamps, times)
      .catch((error: unknown) => this.#onError(error, 'slide'));
  }

  stop(): void {
    clearImmediate(this.#flush);
  }

  #touch(): void {
    this.#flush = undefined;
    const names = [...this.#touched];
    const stamps = [...this.#touchedStamps];
    this.#touched.clear();
    this.#touchedStamps.clear();
    this.#level.touch(names, stamps).catch((error: unknown) => this.#onError(error, 'touch'));
  }
}
