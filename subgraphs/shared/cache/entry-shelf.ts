import { tagOfStamp, tagStamp } from './cache-key.ts';
import type { CacheRead } from './cache-read.ts';
import type { Envelope } from './envelope.ts';
import type { Flight } from './flight.ts';
import { compileGlob } from './glob.ts';
import type { InvalidationRecord } from './invalidation-record.ts';
import type { MemoryEntry, MemoryLevel } from './memory-level.ts';
import { decodePayload, encodePayload } from './payload.ts';
import type { Filling, Lease } from './redis-level.ts';
import type { CacheResult, CacheStatus, Tagged } from './types.ts';

const DEFAULT_NEGATIVE_TTL_SECONDS = 30;
/** Entries that were filled together do not expire together. */
const JITTER = 0.1;

/**
 * Turns entries into answers and loads into entries: ages, lifetimes, what may go into memory. Every value that it hands
 * out is parsed from its serialised form and frozen, so a MISS answers exactly what the HIT after it will.
 */
export class EntryShelf {
  readonly #memory: MemoryLevel;
  readonly #record: InvalidationRecord;
  readonly #isListening: () => boolean;
  readonly #now: () => number;
  readonly #onRedisHit: (read: CacheRead, stamps: readonly string[]) => void;

  constructor(options: {
    memory: MemoryLevel;
    record: InvalidationRecord;
    isListening: () => boolean;
    now: () => number;
    onRedisHit: (read: CacheRead, stamps: readonly string[]) => void;
  }) {
    this.#memory = options.memory;
    this.#record = options.record;
    this.#isListening = options.isListening;
    this.#now = options.now;
    this.#onRedisHit = options.onRedisHit;
  }

  /** Whatever the flight reads or loads, it does so after now. */
  mark(flight: Flight): void {
    flight.mark(this.#record, this.#isListening());
  }

  /** Lands the flight with a valid entry of Redis; false when the entry is too old or lacks a tag that the reader asks for. */
  serve(flight: Flight, envelope: Envelope): boolean {
    const { read } = flight;
    const stamps = envelope.stamps.map((stamp) => stamp.name);
    if (!read.knownStamps.every((stamp) => stamps.includes(stamp))) return false;
    const { createdMs, payload } = envelope;
    const value = decodePayload({ format: envelope.format, bytes: payload });
    const tags = tagsOf(stamps);
    const now = this.#now();
    if (now >= envelope.expiresMs) {
      if (now < envelope.expiresMs + read.graceMs) flight.stale = { value, tags, createdMs };
      return false;
    }
    const expiresMs = read.settings.sliding ? now + read.ttlMs : envelope.expiresMs;
    this.#remember(flight, { value, tags, createdMs, expiresMs, stamps, bytes: payload.length });
    flight.land(answer({ value, tags, createdMs, expiresMs }, 'HIT', now));
    this.#onRedisHit(read, stamps);
    return true;
  }

  /** The entry that a loaded value becomes, or undefined when it must not be kept. Throws when it cannot be serialised. */
  prepare(flight: Flight, lease: Lease, loaded: Tagged<unknown>): Filling | undefined {
    const { read } = flight;
    const ttlMs = lifetimeOf(read, loaded) * (1 - Math.random() * JITTER);
    if (ttlMs <= 0) return undefined;
    const createdMs = this.#now();
    return {
      entryName: read.entryName,
      lease,
      payload: encodePayload(loaded.value, read.settings.encoding ?? 'json'),
      createdMs,
      expiresMs: createdMs + ttlMs,
      lifetimeMs: ttlMs + read.graceMs,
      text: read.text,
      matchesText: (pattern) => read.text !== undefined && compileGlob(pattern)(read.text),
      stamps: [...new Set([...read.knownStamps, ...loaded.tags.map(tagStamp)])],
    };
  }

  /** The answer of a value that Redis now keeps; memory keeps it too when no invalidation came since. */
  put(flight: Flight, filling: Filling): CacheResult<unknown> {
    const { createdMs, expiresMs, stamps, payload } = filling;
    const value = decodePayload(payload);
    const tags = tagsOf(stamps);
    const bytes = payload.bytes.length;
    this.#remember(flight, { value, tags, createdMs, expiresMs, stamps, bytes });
    return answer({ value, tags, createdMs, expiresMs }, 'MISS', this.#now());
  }

  /** A value that is kept nowhere. One that cannot be serialised is answered as it was loaded. */
  answerUncached(
    read: CacheRead,
    loaded: Tagged<unknown>,
    status: CacheStatus,
  ): CacheResult<unknown> {
    const tags = [...new Set([...(read.request.tags ?? []), ...loaded.tags])];
    let { value } = loaded;
    try {
      value = decodePayload(encodePayload(value, read.settings.encoding ?? 'json'));
    } catch {
      // The failed attempt to keep it has been reported already.
    }
    return { value, status, ageSeconds: 0, ttlSeconds: 0, tags };
  }

  /** What may be served, labelled, because its load failed: an expired entry within grace, or memory that cannot be verified. */
  findStale(flight: Flight): CacheResult<unknown> | undefined {
    const { read } = flight;
    const now = this.#now();
    const memory = read.graceMs > 0 ? this.#memory.getUnverified(read.memoryKey) : undefined;
    const isWithinGrace = memory !== undefined && now < memory.expiresMs + read.graceMs;
    const candidate = flight.stale ?? (isWithinGrace ? memory : undefined);
    if (candidate === undefined) return undefined;
    return answer({ ...candidate, expiresMs: now }, 'STALE', now);
  }

  #remember(
    flight: Flight,
    entry: Omit<MemoryEntry, 'entryName' | 'text' | 'mark' | 'touchedMs'>,
  ): void {
    const { read } = flight;
    const mark = flight.markToRemember(this.#record, entry.stamps);
    if (mark === undefined || !this.#isListening()) return;
    const { entryName, text } = read;
    this.#memory.set(read.memoryKey, { ...entry, entryName, text, mark, touchedMs: this.#now() });
  }
}

/** An entry as an answer. */
export function answer(
  entry: Pick<MemoryEntry, 'value' | 'tags' | 'createdMs' | 'expiresMs'>,
  status: CacheStatus,
  now: number,
): CacheResult<unknown> {
  return {
    value: entry.value,
    status,
    ageSeconds: Math.max(0, now - entry.createdMs) / 1000,
    ttlSeconds: Math.max(0, entry.expiresMs - now) / 1000,
    tags: entry.tags,
  };
}

/** In ms, before jitter. "There is nothing" is remembered shortly, whatever the load said of its lifetime. */
function lifetimeOf(read: CacheRead, loaded: Tagged<unknown>): number {
  const ttlMs = loaded.ttlSeconds === undefined ? read.ttlMs : loaded.ttlSeconds * 1000;
  if (loaded.value !== null && loaded.value !== undefined) return ttlMs;
  const negative = read.settings.negativeTtlSeconds ?? DEFAULT_NEGATIVE_TTL_SECONDS;
  return Math.min(ttlMs, negative * 1000);
}

function tagsOf(stamps: readonly string[]): readonly string[] {
  return Object.freeze(
    stamps.flatMap((stamp) => {
      const tag = tagOfStamp(stamp);
      return tag === undefined ? [] : [tag];
    }),
  );
}
