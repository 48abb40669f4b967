import { performance } from 'node:perf_hooks';
import { requireName } from './cache-key.ts';
import { CacheRead } from './cache-read.ts';
import { CatchUp } from './catch-up.ts';
import { EntryReader } from './entry-reader.ts';
import { answer, EntryShelf } from './entry-shelf.ts';
import type { Flight } from './flight.ts';
import { FlightBoard } from './flight-board.ts';
import { InvalidationRecord } from './invalidation-record.ts';
import { type InvalidationTarget, toTarget } from './invalidation-target.ts';
import { Kind } from './kind.ts';
import { KnownStamps } from './known-stamps.ts';
import { LeaseWaiters } from './lease-waiters.ts';
import { type LoadMany, LoadRunner } from './load-runner.ts';
import { hasTags, MemoryLevel } from './memory-level.ts';
import { MgetBatch } from './mget-batch.ts';
import { ReadThrough } from './read-through.ts';
import { RedisSession } from './redis-session.ts';
import { readStatistics } from './statistics.ts';
import type {
  Cache,
  CacheOptions,
  CacheRequest,
  CacheResult,
  CacheStatistics,
  Found,
  Invalidation,
  InvalidationResult,
} from './types.ts';
import { UseReporter } from './use-reporter.ts';
import { WallClock } from './wall-clock.ts';

const DEFAULT_MEMORY_BYTES = 64 * 1024 * 1024;

/** The engine: memory in front, flights that are joined, and a session with Redis behind. */
export class LayeredCache implements Cache {
  readonly #options: CacheOptions;
  readonly #now: () => number;
  readonly #wallClock = new WallClock();
  readonly #kinds: ReadonlyMap<string, Kind>;
  readonly #memory: MemoryLevel;
  readonly #record = new InvalidationRecord();
  readonly #stamps = new KnownStamps(this.#record);
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
    requireName('service', options.service);
    const kinds = Object.entries(options.kinds);
    this.#memory = new MemoryLevel(options.memoryMaxBytes ?? DEFAULT_MEMORY_BYTES, this.#record);
    this.#kinds = new Map(
      kinds.map(([name, settings]) => [name, new Kind(name, settings, this.#memory.open())]),
    );
    const waiters = new LeaseWaiters();
    this.#redis = new RedisSession(options, {
      applyHere: (target) => this.#applyHere(target),
      onGap: () => {
        this.#record.addGap();
        this.#stamps.forgetAll();
      },
      onLease: () => this.#catchUp.start(),
      onFree: (entryName) => waiters.tell(entryName),
      onError: this.#report,
    });
    this.#catchUp = new CatchUp({
      ...this.#redis,
      client: this.#redis.connections.commands,
      source: options.changes,
      invalidate: (change) => this.#drop(toTarget(change, this.#kinds)),
      clear: () => this.clear(),
      onError: (error) => this.#report(error, 'catch up'),
    });
    const { level } = this.#redis;
    this.#use = new UseReporter({ level, now: this.#now, onError: this.#report });
    const shelf = new EntryShelf({
      record: this.#record,
      isListening: () => this.#redis.channel.isListening,
      now: this.#now,
      onSlide: (read, stamps) => this.#use.slide(read, stamps),
    });
    const reader = new EntryReader({
      keys: this.#redis.keys,
      batch: new MgetBatch(this.#redis.connections.commands, this.#redis.breaker),
      stamps: this.#stamps,
      record: this.#record,
      isAlive: () => this.#redis.channel.isAlive(),
      onUnreadable: (error) => this.#report(error, 'decode'),
    });
    const onError = this.#survive;
    this.#runner = new LoadRunner({ level, shelf, onLoaded: this.#countLoad, onError });
    this.#readThrough = new ReadThrough({
      level,
      shelf,
      runner: this.#runner,
      waiters,
      reader,
      isReady: () => this.#redis.isSettled && this.#catchUp.isDone(),
      whenReady: async () => {
        await this.#redis.settled();
        return this.#catchUp.done(this.#redis.readTimeoutMs);
      },
      onError,
    });
    this.#redis.start();
  }

  getOrLoad<T>(
    request: CacheRequest,
    load: Parameters<Cache['getOrLoad']>[1],
  ): Promise<CacheResult<T>> {
    try {
      const kind = this.#kindOf(request);
      const remembered = this.#readMemory(request, kind);
      if (remembered !== undefined) return Promise.resolve(remembered as CacheResult<T>);
      const read = new CacheRead(request, kind);
      return this.#readBeyond(read, load) as Promise<CacheResult<T>>;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  find<T>(request: CacheRequest): Found<T> | Promise<Found<T>> {
    const kind = this.#kindOf(request);
    const remembered = this.#readMemory(request, kind);
    return (remembered ?? this.#readThrough.find(new CacheRead(request, kind))) as Found<T>;
  }

  async getOrLoadMany<T>(
    requests: readonly CacheRequest[],
    loadMany: LoadMany,
  ): Promise<readonly CacheResult<T>[]> {
    const reads = requests.map((request) => new CacheRead(request, this.#kindOf(request)));
    const results: (CacheResult<unknown> | Promise<CacheResult<unknown>> | undefined)[] = reads.map(
      (read) => this.#readMemory(read.request, read.kind) ?? this.#joinFlight(read),
    );
    const unanswered = reads.filter((_, at) => results[at] === undefined);
    if (unanswered.length > 0) {
      const rest = await this.#readManyBeyond(unanswered, loadMany);
      let at = 0;
      for (const answered of rest) {
        while (results[at] !== undefined) at++;
        results[at] = answered;
      }
    }
    return Promise.all(results) as Promise<CacheResult<T>[]>;
  }

  async invalidate(invalidation: Invalidation): Promise<InvalidationResult> {
    const { position, ...named } = invalidation;
    const result = await this.#drop(toTarget(named, this.#kinds));
    if (position !== undefined) await this.#catchUp.told(position);
    return result;
  }

  async clear(options: { readonly kinds?: readonly string[] } = {}): Promise<InvalidationResult> {
    const kinds = options.kinds ?? [...this.#kinds.keys()];
    return this.#drop(toTarget({ kinds }, this.#kinds));
  }

  async stats(): Promise<CacheStatistics> {
    await this.#redis.settled();
    return readStatistics(this.#redis, [...this.#kinds.values()]);
  }

  async ready(timeoutMs: number): Promise<boolean> {
    const endsAt = performance.now() + timeoutMs;
    await this.#redis.settled();
    try {
      await this.#redis.breaker.whenClosed(endsAt - performance.now());
    } catch {
      return false;
    }
    return this.#catchUp.caughtUp(endsAt);
  }

  close(): Promise<void> {
    this.#memory.clear();
    this.#use.stop();
    this.#catchUp.stop();
    this.#closing ??= this.#redis.close();
    return this.#closing;
  }

  async #drop(target: InvalidationTarget): Promise<InvalidationResult> {
    await this.#redis.settled();
    return { removedEntries: await this.#redis.invalidator.invalidate(target) };
  }

  #kindOf(request: CacheRequest): Kind {
    const kind = this.#kinds.get(request.kind);
    if (kind !== undefined) return kind;
    const known = [...this.#kinds.keys()].join(', ');
    throw new TypeError(`The cache has the kinds ${known}; it was asked for "${request.kind}".`);
  }

  /** Memory's answer, while it is known that no acknowledged invalidation was missed. */
  #readMemory(request: CacheRequest, kind: Kind): CacheResult<unknown> | undefined {
    const entry = kind.memory.get(request.key);
    if (entry === undefined || !this.#catchUp.isOfThisLease) return undefined;
    const monotonicMs = performance.now();
    const wallMs = this.#wallClock.at(monotonicMs);
    if (!this.#redis.channel.isAlive(monotonicMs, wallMs)) return undefined;
    const now = this.#now === Date.now ? wallMs : this.#now();
    if (now >= entry.expiresMs || !hasTags(entry, request.tags)) return undefined;
    if (now - entry.touchedMs >= this.#use.intervalMs(request, kind)) {
      this.#use.reportMemoryHit(new CacheRead(request, kind), entry);
    }
    kind.counters.memoryHits++;
    return answer(entry, 'HIT', now);
  }

  /** The answer of a flight that is under way and that this read may join. */
  #joinFlight(read: CacheRead): Promise<CacheResult<unknown>> | undefined {
    if (this.#flights.isEmpty) return undefined;
    const flight = this.#flights.joinable(read, this.#redis.channel.isAlive());
    if (flight === undefined) return undefined;
    const landed = this.#land(flight, false);
    // Its reader may be busy with others when it fails.
    landed.catch(() => undefined);
    return landed;
  }

  async #readBeyond(read: CacheRead, load: () => unknown): Promise<CacheResult<unknown>> {
    const joined = this.#joinFlight(read);
    if (joined !== undefined) return joined;
    const [answered] = await this.#readManyBeyond([read], async () => [await load()]);
    return answered as CacheResult<unknown>;
  }

  /** What Redis has, else what flights bring. */
  async #readManyBeyond(
    reads: readonly CacheRead[],
    loadMany: LoadMany,
  ): Promise<(CacheResult<unknown> | Promise<CacheResult<unknown>>)[]> {
    const found = await this.#readThrough.lookUp(reads);
    const taken: Flight[] = [];
    const results = reads.map((read, at) => {
      const answered = found[at];
      if (answered !== undefined) {
        read.kind.counters.redisHits++;
        return answered;
      }
      const { flight, isNew } = this.#flights.join(read, this.#redis.channel.isAlive());
      if (isNew) taken.push(flight);
      return this.#land(flight, isNew);
    });
    // Readers that were answered in the same turn join before the flight leaves.
    if (taken.length > 0) process.nextTick(() => this.#readThrough.settle(taken, loadMany));
    return results;
  }

  async #land(flight: Flight, isNew: boolean): Promise<CacheResult<unknown>> {
    const { counters } = flight.read.kind;
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

  /** From now on no copy in memory is served, and a load whose value will be refused gives its lease to those who wait for it. */
  #applyHere(target: InvalidationTarget): void {
    this.#record.add(target);
    this.#stamps.forget(target);
    for (const flight of this.#flights.doomed()) this.#runner.giveBack(flight);
  }

  #countLoad = ({ kind: { counters } }: CacheRead, milliseconds: number): void => {
    counters.loads++;
    counters.loadTimes.add(milliseconds);
  };

  #survive = (read: CacheRead, error: unknown, operation: string): void => {
    read.kind.counters.errors++;
    this.#report(error, operation);
  };

  /** A listener that throws must not break what it listens to. What fails after `close` has lost its means: no fault. */
  #report = (error: unknown, operation: string): void => {
    if (this.#closing !== undefined) return;
    try {
      this.#options.onError?.(error, operation);
    } catch {
      // Nobody is left to tell.
    }
  };
}
