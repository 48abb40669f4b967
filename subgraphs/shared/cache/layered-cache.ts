import { kindStamp, nameEntry, requireName, tagStamp } from './cache-key.ts';
import { CacheRead } from './cache-read.ts';
import { canonicalJson } from './canonical-json.ts';
import { CatchUp } from './catch-up.ts';
import { answer, EntryShelf } from './entry-shelf.ts';
import type { Flight } from './flight.ts';
import { FlightBoard } from './flight-board.ts';
import { InvalidationRecord, type InvalidationTarget } from './invalidation-record.ts';
import { KindCounters } from './kind-counters.ts';
import { type LoadMany, LoadRunner } from './load-runner.ts';
import { type MemoryEntry, MemoryLevel } from './memory-level.ts';
import { ReadThrough } from './read-through.ts';
import { RedisSession } from './redis-session.ts';
import { readStatistics } from './statistics.ts';
import type {
  Cache,
  CacheOptions,
  CacheRequest,
  CacheResult,
  CacheStatistics,
  Invalidation,
  InvalidationResult,
} from './types.ts';
import { UseReporter } from './use-reporter.ts';

/** How long a read may wait for Redis, or for the source of changes, before it goes on without. */
const DEFAULT_READ_TIMEOUT_MS = 250;
const DEFAULT_MEMORY_BYTES = 64 * 1024 * 1024;
/** Dead entries that are removed, and counted, before an invalidation returns; the rest goes in the background. */
const SWEPT_BY_INVALIDATE = 250;
const SWEPT_BY_CLEAR = 10_000;

/** The engine: memory in front, flights that are joined, and a session with Redis behind. */
export class LayeredCache implements Cache {
  readonly #options: CacheOptions;
  readonly #now: () => number;
  readonly #counters: ReadonlyMap<string, KindCounters>;
  readonly #memory: MemoryLevel;
  readonly #record = new InvalidationRecord();
  readonly #flights = new FlightBoard(this.#record);
  readonly #redis: RedisSession;
  readonly #readThrough: ReadThrough;
  readonly #runner: LoadRunner;
  readonly #use: UseReporter;
  readonly #catchUp: CatchUp;
  #closing: Promise<void> | undefined;

  constructor(options: CacheOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    const kinds = Object.keys(options.kinds);
    for (const kind of kinds) requireName('kind', kind);
    requireName('service', options.service);
    this.#counters = new Map(kinds.map((kind) => [kind, new KindCounters()]));
    this.#memory = new MemoryLevel(options.memoryMaxBytes ?? DEFAULT_MEMORY_BYTES, this.#record);
    this.#redis = new RedisSession(options, {
      applyHere: (target) => this.#applyHere(target),
      onGap: () => this.#record.addGap(),
      onLease: () => this.#catchUp.start(),
      onError: this.#report,
    });
    this.#catchUp = new CatchUp({
      ...this.#redis,
      client: this.#redis.connections.commands,
      source: options.changes,
      invalidate: (change) => this.#drop(this.#targetOf(change), SWEPT_BY_INVALIDATE),
      clear: () => this.clear(),
      onError: (error) => this.#report(error, 'catch up'),
    });
    const { level } = this.#redis;
    this.#use = new UseReporter({ level, now: this.#now, onError: this.#report });
    const shelf = new EntryShelf({
      memory: this.#memory,
      record: this.#record,
      isListening: () => this.#redis.channel.isListening,
      now: this.#now,
      onRedisHit: (read, stamps) => this.#use.reportRedisHit(read, stamps),
    });
    const onError = this.#survive;
    this.#runner = new LoadRunner({ level, shelf, onLoaded: this.#countLoad, onError });
    this.#readThrough = new ReadThrough({
      level,
      shelf,
      runner: this.#runner,
      beforeFirst: () => this.#redis.settled(),
      mayServe: () => this.#catchUp.done(options.readTimeoutMs ?? DEFAULT_READ_TIMEOUT_MS),
      onError,
    });
    this.#redis.start();
  }

  getOrLoad<T>(
    request: CacheRequest,
    load: Parameters<Cache['getOrLoad']>[1],
  ): Promise<CacheResult<T>> {
    try {
      const read = this.#describe(request);
      const remembered = this.#readMemory(read);
      if (remembered !== undefined) return Promise.resolve(remembered as CacheResult<T>);
      const { flight, isNew } = this.#flights.join(read, this.#redis.channel.isAlive());
      if (isNew) void this.#readThrough.settle([flight], async () => [await load()]);
      return this.#land(flight, isNew) as Promise<CacheResult<T>>;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async getOrLoadMany<T>(
    requests: readonly CacheRequest[],
    loadMany: LoadMany,
  ): Promise<readonly CacheResult<T>[]> {
    const reads = requests.map((request) => this.#describe(request));
    const taken: Flight[] = [];
    const results = reads.map((read) => {
      const remembered = this.#readMemory(read);
      if (remembered !== undefined) return remembered;
      const { flight, isNew } = this.#flights.join(read, this.#redis.channel.isAlive());
      if (isNew) taken.push(flight);
      return this.#land(flight, isNew);
    });
    if (taken.length > 0) void this.#readThrough.settle(taken, loadMany);
    return Promise.all(results) as Promise<CacheResult<T>[]>;
  }

  async invalidate(invalidation: Invalidation): Promise<InvalidationResult> {
    const { position, ...named } = invalidation;
    const result = await this.#drop(this.#targetOf(named), SWEPT_BY_INVALIDATE);
    if (position !== undefined) await this.#catchUp.reached(position);
    return result;
  }

  async clear(options: { readonly kinds?: readonly string[] } = {}): Promise<InvalidationResult> {
    const kinds = options.kinds ?? Object.keys(this.#options.kinds);
    return this.#drop(this.#targetOf({ kinds }), SWEPT_BY_CLEAR);
  }

  async stats(): Promise<CacheStatistics> {
    await this.#redis.settled();
    return readStatistics(this.#redis, this.#options.kinds, this.#counters);
  }

  close(): Promise<void> {
    this.#memory.clear();
    this.#use.stop();
    this.#catchUp.stop();
    this.#closing ??= this.#redis.close();
    return this.#closing;
  }

  async #drop(target: InvalidationTarget, sweepInline: number): Promise<InvalidationResult> {
    await this.#redis.settled();
    return { removedEntries: await this.#redis.invalidator.invalidate(target, sweepInline) };
  }

  #describe(request: CacheRequest): CacheRead {
    const settings = this.#options.kinds[request.kind];
    if (settings !== undefined) return new CacheRead(request, settings);
    const known = Object.keys(this.#options.kinds).join(', ');
    throw new TypeError(`The cache has the kinds ${known}; it was asked for "${request.kind}".`);
  }

  /** Memory's answer, while it is known that no acknowledged invalidation was missed. */
  #readMemory(read: CacheRead): CacheResult<unknown> | undefined {
    const entry = this.#memory.get(read.memoryKey);
    if (entry === undefined || !this.#redis.channel.isAlive()) return undefined;
    if (!this.#catchUp.isDone()) return undefined;
    const now = this.#now();
    if (now >= entry.expiresMs || !hasTags(entry, read.request.tags)) return undefined;
    if (now - entry.touchedMs >= this.#use.intervalMs(read)) this.#use.reportMemoryHit(read, entry);
    this.#countersOf(read.kind).memoryHits++;
    return answer(entry, 'HIT', now);
  }

  async #land(flight: Flight, isNew: boolean): Promise<CacheResult<unknown>> {
    const counters = this.#countersOf(flight.read.kind);
    try {
      const result = await flight.landed;
      if (result.status === 'HIT') counters.redisHits++;
      else if (result.status === 'STALE') counters.staleServed++;
      else counters.misses++;
      if (!isNew && result.status !== 'HIT') counters.coalescedLoads++;
      return result;
    } catch (error) {
      counters.misses++;
      throw error;
    }
  }

  #targetOf(invalidation: Invalidation): InvalidationTarget {
    const { keys, tags, kinds, pattern } = invalidation;
    if ([keys, tags, kinds, pattern].every((part) => part === undefined)) {
      throw new TypeError('An invalidation names at least one of keys, tags, kinds and pattern.');
    }
    const entries = (keys ?? []).flatMap(({ kind, key }) => {
      const settings = this.#options.kinds[kind];
      const isKnown = settings !== undefined;
      return isKnown ? [nameEntry(kind, settings.version ?? 1, canonicalJson(key))] : [];
    });
    const knownKinds = (kinds ?? []).filter((kind) => kind in this.#options.kinds);
    const stamps = [...(tags ?? []).map(tagStamp), ...knownKinds.map(kindStamp)];
    return {
      entries: [...new Set(entries)],
      stamps: [...new Set(stamps)],
      ...(pattern === undefined ? {} : { pattern }),
    };
  }

  /** From now on no copy in memory is served, and a load whose value will be refused gives its lease to those who wait for it. */
  #applyHere(target: InvalidationTarget): void {
    this.#record.add(target);
    for (const flight of this.#flights.doomed()) this.#runner.giveBack(flight);
  }

  #countersOf(kind: string): KindCounters {
    const counters = this.#counters.get(kind);
    if (counters === undefined) throw new TypeError(`The cache has no kind "${kind}".`);
    return counters;
  }

  #countLoad = (read: CacheRead, milliseconds: number): void => {
    const counters = this.#countersOf(read.kind);
    counters.loads++;
    counters.loadTimes.add(milliseconds);
  };

  #survive = (read: CacheRead, error: unknown, operation: string): void => {
    this.#countersOf(read.kind).errors++;
    this.#report(error, operation);
  };

  /** A listener that throws must not break what it listens to. */
  #report = (error: unknown, operation: string): void => {
    try {
      this.#options.onError?.(error, operation);
    } catch {
      // Nobody is left to tell.
    }
  };
}

/** An entry that lacks a tag of its reader would outlive an invalidation that the reader counts on. */
function hasTags(entry: MemoryEntry, tags: readonly string[] | undefined): boolean {
  return tags === undefined || tags.every((tag) => entry.tags.includes(tag));
}
