import { tagOfStamp, tagStamp } from './cache-key.ts';
import type { CacheRead } from './cache-read.ts';
import type { Envelope } from './envelope.ts';
import type { Flight, Moment, StaleCandidate } from './flight.ts';
import { compileGlob } from './glob.ts';
import type { InvalidationRecord } from './invalidation-record.ts';
import type { MemoryEntry } from './memory-level.ts';
import { decodePayload, encodePayload } from './payload.ts';
import type { Filling, Lease } from './redis-level.ts';
import type { Stamp } from './stamp.ts';
import type { CacheResult, CacheStatus, Tagged } from './types.ts';

const DEFAULT_NEGATIVE_TTL_SECONDS = 30;
/** Entries that were filled together do not expire together. */
const JITTER = 0.1;

/**
 * Turns entries into answers and loads into entries: ages, lifetimes, what may go into memory. Every value that it hands
 * out is parsed from its serialised form and frozen, so a MISS answers exactly what the HIT after it will.
 */
export class EntryShelf {
  readonly #record: InvalidationRecord;
  readonly #isListening: () => boolean;
  readonly #now: () => number;
  readonly #onSlide: (read: CacheRead, stamps: readonly string[]) => void;

  constructor(options: {
    record: InvalidationRecord;
    isListening: () => boolean;
    now: () => number;
    onSlide: (read: CacheRead, stamps: readonly string[]) => void;
  }) {
    this.#record = options.record;
    this.#isListening = options.isListening;
    this.#now = options.now;
    this.#onSlide = options.onSlide;
  }

  /** Now, for what is read or loaded after it. */
  moment(): Moment {
    return { mark: this.#record.mark(), wasListening: this.#isListening() };
  }

  /**
   * The answer that a valid entry of Redis is, read after the moment; undefined when the entry is too old or lacks a tag that
   * the reader asks for. Throws when its payload cannot be read.
   */
  serve(read: CacheRead, envelope: Envelope, since: Moment): CacheResult<unknown> | undefined {
    const now = this.#now();
    if (now >= envelope.expiresMs || !carriesAll(envelope, read.knownStamps)) return undefined;
    const stamps = namesOf(envelope.stamps);
    const isSliding = read.kind.settings.sliding === true;
    const entry: MemoryEntry = {
      value: decodePayload(envelope),
      tags: tagsOf(stamps),
      createdMs: envelope.createdMs,
      expiresMs: isSliding ? now + read.ttlMs : envelope.expiresMs,
      touchedMs: now,
      entryName: read.entryName,
      stamps,
      text: envelope.text,
      bytes: envelope.payload.length,
      mark: since.mark,
    };
    this.#remember(read, entry, since);
    if (isSliding) this.#onSlide(read, stamps);
    return answer(entry, 'HIT', now);
  }

  /** What of a valid but expired entry may be served, labelled, when the load fails. */
  staleOf(read: CacheRead, envelope: Envelope): StaleCandidate | undefined {
    const isWithinGrace = this.#now() < envelope.expiresMs + read.graceMs;
    if (!isWithinGrace || !carriesAll(envelope, read.knownStamps)) return undefined;
    const tags = tagsOf(namesOf(envelope.stamps));
    return { value: decodePayload(envelope), tags, createdMs: envelope.createdMs };
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
      encoded: encodePayload(loaded.value, read.kind.settings.encoding ?? 'json'),
      createdMs,
      expiresMs: createdMs + ttlMs,
      lifetimeMs: ttlMs + read.graceMs,
      text: read.text,
      matchesText: (pattern) => read.text !== undefined && compileGlob(pattern)(read.text),
      stamps: [...new Set([...read.knownStamps, ...loaded.tags.map(tagStamp)])],
    };
  }

  /** The answer of what Redis now keeps, `value` as it is read there; memory keeps it too when no invalidation came since. */
  put({ read, since }: Flight, filling: Filling, value: unknown): CacheResult<unknown> {
    const now = this.#now();
    const { createdMs, expiresMs, stamps, encoded, text, entryName } = filling;
    const entry: MemoryEntry = {
      value,
      tags: tagsOf(stamps),
      createdMs,
      expiresMs,
      touchedMs: now,
      entryName,
      stamps,
      text,
      bytes: encoded.payload.length,
      mark: this.#record.mark(),
    };
    if (since !== undefined) this.#remember(read, entry, since);
    return answer(entry, 'MISS', now);
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
      value = decodePayload(encodePayload(value, read.kind.settings.encoding ?? 'json'));
    } catch {
      // The failed attempt to keep it has been reported already.
    }
    return { value, status, ageSeconds: 0, ttlSeconds: 0, tags };
  }

  /** What may be served, labelled, because its load failed: an expired entry within grace, or memory that cannot be verified. */
  findStale(flight: Flight): CacheResult<unknown> | undefined {
    const { read } = flight;
    const now = this.#now();
    const memory = read.graceMs > 0 ? read.kind.memory.getUnverified(read.request.key) : undefined;
    const isWithinGrace = memory !== undefined && now < memory.expiresMs + read.graceMs;
    const candidate = flight.stale ?? (isWithinGrace ? memory : undefined);
    if (candidate === undefined) return undefined;
    return answer({ ...candidate, expiresMs: now }, 'STALE', now);
  }

  /** Unless something that touches the entry was invalidated since it was read, or might have been. */
  #remember(read: CacheRead, entry: MemoryEntry, { mark, wasListening }: Moment): void {
    if (!wasListening || !this.#isListening()) return;
    if (this.#record.touches(mark, entry, entry.stamps)) return;
    entry.mark = this.#record.mark();
    read.kind.memory.set(read.request.key, entry);
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
  const negative = read.kind.settings.negativeTtlSeconds ?? DEFAULT_NEGATIVE_TTL_SECONDS;
  return Math.min(ttlMs, negative * 1000);
}

/** An entry that lacks a stamp of its reader would outlive an invalidation that the reader counts on. */
function carriesAll({ stamps }: Envelope, names: readonly string[]): boolean {
  for (const name of names) {
    if (!stamps.some((stamp) => stamp.name === name)) return false;
  }
  return true;
}

function namesOf(stamps: readonly Stamp[]): readonly string[] {
  return stamps.map((stamp) => stamp.name);
}

function tagsOf(stamps: readonly string[]): readonly string[] {
  const tags: string[] = [];
  for (const stamp of stamps) {
    const tag = tagOfStamp(stamp);
    if (tag !== undefined) tags.push(tag);
  }
  return Object.freeze(tags);
}
