import type { Redis, RedisOptions } from 'ioredis';

/** How a value was served: from a cache, loaded, stale within grace and said so, or loaded around a cache that was away. */
export type CacheStatus = 'HIT' | 'MISS' | 'STALE' | 'BYPASS';

/** Anything that `JSON.stringify` can say: the canonical arguments that a value was computed from. */
export type CacheKey = unknown;

/** How a kind's values are written down. */
export type Encoding = 'json' | 'float32' | 'text';

/** What is true for every entry of one kind (`search`, `embedding`, …). */
export interface CacheKind {
  /** How long an entry may be served, in seconds. */
  readonly ttlSeconds: number;
  /** How long after its TTL an entry may still be served, labelled STALE, when its load fails. Default 0. */
  readonly graceSeconds?: number;
  /** How long "there is nothing" (`null` or `undefined` loaded) is remembered. Default: min(ttlSeconds, 30). */
  readonly negativeTtlSeconds?: number;
  /**
   * `float32` stores an array of numbers as four bytes each and answers a `number[]`; `text` stores a string as it is, so that
   * reading it parses nothing; anything else is JSON. Default `json`.
   */
  readonly encoding?: Encoding;
  /** Schema version of the value, part of the key: raise it when the shape changes. Default 1. */
  readonly version?: number;
  /** A hit starts the TTL anew (sessions). Default false. */
  readonly sliding?: boolean;
}

/** One read: the entry's kind, the arguments that it was computed from, and what may invalidate it. */
export interface CacheRequest {
  readonly kind: string;
  readonly key: CacheKey;
  /** Tags known before the load; the load may add more with `withTags`. */
  readonly tags?: readonly string[];
  readonly ttlSeconds?: number;
  readonly graceSeconds?: number;
  /** The text that patterns are matched against. Default: a string key itself, or the key's `query` when that is a string. */
  readonly text?: string;
}

/**
 * A value and how it was served. The value is what its serialised form reads as, frozen all the way down: every reader of this
 * process is given the same object. `ttlSeconds` is what is left, not what it started with; 0 when the value is kept nowhere.
 */
export interface CacheResult<T> {
  readonly value: T;
  readonly status: CacheStatus;
  readonly ageSeconds: number;
  readonly ttlSeconds: number;
  readonly tags: readonly string[];
}

/** What is kept under a key; undefined when nothing is. */
export type Found<T> = CacheResult<T> | undefined;

/** What to drop. At least one field is given; several are a union. */
export interface Invalidation {
  readonly keys?: readonly { readonly kind: string; readonly key: CacheKey }[];
  readonly tags?: readonly string[];
  readonly kinds?: readonly string[];
  /** Glob over the normalised text (`*`, `?`, `[…]`, `\` escapes); without a wildcard it matches anywhere in the text. */
  readonly pattern?: string;
  /** Where this change stands in the log of the cache's `ChangeSource`; kept in Redis once the change is applied. */
  readonly position?: string;
}

/**
 * An outside source of the changes that entries depend on: whoever changes content and tells the cache of it. It is asked for what
 * it could not tell.
 */
export interface ChangeSource {
  /**
   * What changed after `position` (undefined: unknown), in order, and the position up to which that goes, which is opaque here.
   * `changes` undefined says that the source cannot tell; then, and when this rejects, everything is dropped.
   */
  changesSince(position: string | undefined): Promise<{
    readonly changes: readonly Invalidation[] | undefined;
    readonly position: string;
  }>;
}

/** How many entries went from the second level: counted one by one up to 250 of a tag or kind, beyond that as its index says. */
export interface InvalidationResult {
  readonly removedEntries: number;
}

/**
 * Counters of one kind since the process started; `entries` is of the whole second level, approximate once the server has
 * evicted anything. A read that joined another's load is a miss and a coalesced load. `errors` are failed loads and faults of
 * the cache that reads survived.
 */
export interface KindStats {
  readonly kind: string;
  readonly entries: number;
  readonly entriesApproximate: boolean;
  readonly ttlSeconds: number;
  readonly memoryHits: number;
  readonly redisHits: number;
  readonly misses: number;
  readonly staleServed: number;
  readonly loads: number;
  readonly coalescedLoads: number;
  readonly errors: number;
  readonly hitRate: number;
  readonly loadMsP50: number | null;
  readonly loadMsP99: number | null;
}

/** What Redis says of itself (`INFO`): per instance, except `database` and `keys`. */
export interface RedisStats {
  readonly version: string;
  readonly database: number | null;
  readonly keys: number;
  readonly usedMemoryBytes: number;
  readonly maxMemoryBytes: number;
  readonly evictionPolicy: string;
  readonly evictedKeys: number;
  readonly keyspaceHits: number;
  readonly keyspaceMisses: number;
  readonly totalCommandsProcessed: number;
  readonly connectedClients: number;
  readonly aofEnabled: boolean;
  readonly uptimeSeconds: number;
}

/** One cache as its operators see it. Never rejects: an unreachable Redis is `connected: false` with the error. */
export interface CacheStatistics {
  readonly connected: boolean;
  readonly error: string | null;
  readonly hits: number;
  readonly misses: number;
  readonly hitRate: number;
  readonly redis: RedisStats | null;
  readonly kinds: readonly KindStats[];
}

/** Where the second level lives: options for a connection of our own, or a client of the caller's (without a `keyPrefix`). Redis 7 or Valkey. */
export type CacheRedis = Redis | (RedisOptions & { readonly url?: string });

/** What `createCache` takes. Everything but `redis`, `service` and `kinds` has a default. */
export interface CacheOptions {
  readonly redis: CacheRedis;
  /** Names the keys and the channels: `worker`, `retrieval`, `agents`, `gateway`. */
  readonly service: string;
  readonly kinds: Readonly<Record<string, CacheKind>>;
  /** Bound of the first level, in bytes of serialised values. Default 64 MiB; 0 turns it off. */
  readonly memoryMaxBytes?: number;
  /** How long a read may wait for Redis before it goes on without. Default 250. */
  readonly readTimeoutMs?: number;
  /**
   * Asked at the start, and after every time in which this process may have missed what it was told (it hung, or Redis was
   * away), before anything from before is served. Until it has answered, reads load around the cache.
   */
  readonly changes?: ChangeSource;
  /** Wall clock in milliseconds since the epoch, for ages and TTLs. Default `Date.now`; tests pass their own. */
  readonly now?: () => number;
  /** Told of faults that reads survive (the breaker opened, an entry was unreadable). Default: nobody. */
  readonly onError?: (error: unknown, operation: string) => void;
}

/** The value of a load together with what only the load could know. */
export interface Tagged<T> {
  readonly value: T;
  readonly tags: readonly string[];
  /** The TTL that the load found; 0 means that the value must not be kept. */
  readonly ttlSeconds?: number;
}

/** The engine's public face. */
export interface Cache {
  /** The value of `key`, from memory, from Redis, or by `load`, which runs once at a time per key across all processes, and so must not ask for its own key. Rejects only when `load` does. */
  getOrLoad<T>(
    request: CacheRequest,
    load: () => Promise<T | Tagged<T>> | T | Tagged<T>,
  ): Promise<CacheResult<T>>;
  /**
   * The value of `key` if it is kept: at once when memory has it, else from Redis; undefined when neither has. Loads nothing and
   * waits for no load. Never rejects.
   */
  find<T>(request: CacheRequest): Found<T> | Promise<Found<T>>;
  /** Many values in one round trip for the hits and one `loadMany` for what is missing, answered in the order asked. */
  getOrLoadMany<T>(
    requests: readonly CacheRequest[],
    loadMany: (missing: readonly CacheRequest[]) => Promise<readonly (T | Tagged<T>)[]>,
  ): Promise<readonly CacheResult<T>[]>;
  /** Drops what is named, everywhere, before it returns; rejects with `CacheUnavailableError` when it could not. */
  invalidate(invalidation: Invalidation): Promise<InvalidationResult>;
  /** Drops everything of these kinds, or of all. Only this service's entries. */
  clear(options?: { readonly kinds?: readonly string[] }): Promise<InvalidationResult>;
  stats(): Promise<CacheStatistics>;
  /**
   * Waits until what lies in the second level is served: the connection stands and the source of changes has answered. At most
   * so long, also while Redis is away; says whether it is.
   */
  ready(timeoutMs: number): Promise<boolean>;
  /** Ends the connections that the cache opened itself. */
  close(): Promise<void>;
}
