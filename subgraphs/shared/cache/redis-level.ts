import type { Redis } from 'ioredis';
import type { CacheKeys } from './cache-key.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { EXPIRES_OFFSET, encodeExpiry, encodeHead, encodeStampName } from './envelope.ts';
import type { LogPosition } from './log-position.ts';
import type { Payload } from './payload.ts';
import type { RedisScripts } from './redis-script.ts';
import { newVersion } from './stamp.ts';

/** The right to load one entry, and the place in the log that its load begins after. */
export interface Lease {
  readonly token: string;
  readonly position: LogPosition;
  /** There is an entry, valid or not: it may have been filled since the reader looked. */
  readonly isEntryThere: boolean;
}

/** A loaded value on its way to Redis. */
export interface Filling {
  readonly entryName: string;
  readonly lease: Lease;
  readonly encoded: Payload;
  readonly createdMs: number;
  readonly expiresMs: number;
  /** TTL and grace together. */
  readonly lifetimeMs: number;
  readonly text: string | undefined;
  readonly matchesText: (pattern: string) => boolean;
  readonly stamps: readonly string[];
}

/** A load that takes longer renews its lease; a process that dies blocks its keys this long. */
export const LEASE_MS = 3000;
/** How often new patterns may come between two attempts to fill before it is given up. */
const FILL_ATTEMPTS = 3;
/** Of one entry: FILL takes about 15 µs for each in one step of Redis. */
const MOST_STAMPS = 512;

/** What is written in the second level: entries, leases and the news of what is in use. Every call goes through the breaker and may reject with it. */
export class RedisLevel {
  readonly #client: Redis;
  readonly #scripts: RedisScripts;
  readonly #keys: CacheKeys;
  readonly #breaker: CircuitBreaker;
  readonly #memberChannel: string;

  constructor(options: {
    client: Redis;
    scripts: RedisScripts;
    keys: CacheKeys;
    breaker: CircuitBreaker;
    /** Where this process is told that a lease which it waits for is free. */
    memberChannel: string;
  }) {
    this.#client = options.client;
    this.#scripts = options.scripts;
    this.#keys = options.keys;
    this.#breaker = options.breaker;
    this.#memberChannel = options.memberChannel;
  }

  /** Asks for the lease on each entry, in one round trip. Undefined where another holds it, who will tell. */
  async acquire(entryNames: readonly string[]): Promise<readonly (Lease | undefined)[]> {
    return Promise.all(entryNames.map((entryName) => this.#acquireOne(entryName)));
  }

  /** Keeps a lease during a long load. */
  async renew(entryName: string, lease: Lease): Promise<void> {
    const key = this.#keys.lease(entryName);
    await this.#breaker.run(() => this.#scripts.run('renew', [key], [lease.token, LEASE_MS]));
  }

  async release(entryName: string, lease: Lease): Promise<void> {
    const keys = [this.#keys.lease(entryName), this.#keys.waiters(entryName)];
    const args = [lease.token, entryName];
    await this.#breaker.run(() => this.#scripts.run('release', keys, args));
  }

  /**
   * Writes what was loaded and gives the lease back. False when the value must not be kept: something touched it. Rejects with a
   * RangeError when it has more tags than one step of Redis can take.
   */
  async fill(filling: Filling): Promise<boolean> {
    let { position } = filling.lease;
    for (let attempt = 1; attempt <= FILL_ATTEMPTS; attempt++) {
      const [outcome, id = '', nonce = '', ...patterns] = await this.#fillFrom(filling, position);
      if (outcome !== 'PATTERNS') return outcome === 'KEPT';
      if (patterns.some(filling.matchesText)) break;
      position = { id, nonce };
    }
    await this.release(filling.entryName, filling.lease);
    return false;
  }

  /** Starts the lifetime of an entry anew. */
  async slide(
    entryName: string,
    stamps: readonly string[],
    times: { readonly expiresMs: number; readonly lifetimeMs: number },
  ): Promise<void> {
    const keys = [
      this.#keys.entry(entryName),
      this.#keys.kindIndexOf(entryName),
      ...stamps.map((stamp) => this.#keys.stamp(stamp)),
    ];
    const expiry = encodeExpiry(times.expiresMs);
    const args = [times.lifetimeMs, EXPIRES_OFFSET, expiry, entryName];
    await this.#breaker.run(() => this.#scripts.run('slide', keys, args));
  }

  /** Tells Redis that entries are in use though nobody reads them there, so that it does not evict what memory serves. */
  async touch(entryNames: readonly string[], stamps: readonly string[]): Promise<void> {
    const keys = [
      ...entryNames.map((name) => this.#keys.entry(name)),
      ...stamps.map((stamp) => this.#keys.stamp(stamp)),
    ];
    await this.#breaker.run(() => this.#client.touch(...keys));
  }

  async #acquireOne(entryName: string): Promise<Lease | undefined> {
    const token = newVersion();
    const keys = this.#keysOfLoad(entryName);
    const args = [token, LEASE_MS, newVersion(), this.#memberChannel];
    const reply = await this.#breaker.run(() => this.#scripts.run('acquire', keys, args));
    const [acquired, exists, id, nonce] = reply as [number, number, string, string];
    return acquired === 1
      ? { token, position: { id, nonce }, isEntryThere: exists === 1 }
      : undefined;
  }

  #keysOfLoad(entryName: string): string[] {
    const keys = this.#keys;
    return [keys.entry(entryName), keys.lease(entryName), keys.log, keys.waiters(entryName)];
  }

  async #fillFrom(filling: Filling, position: LogPosition): Promise<string[]> {
    const { entryName, lease, stamps, encoded } = filling;
    if (stamps.length > MOST_STAMPS) {
      throw new RangeError(
        `An entry is kept with up to ${MOST_STAMPS} stamps; got ${stamps.length}.`,
      );
    }
    const head = encodeHead({ ...filling, format: encoded.format }, stamps.length);
    const keys = [
      ...this.#keysOfLoad(entryName),
      ...stamps.flatMap((stamp) => [this.#keys.stamp(stamp), this.#keys.stampIndex(stamp)]),
    ];
    const lifetime = Math.max(1, Math.round(filling.lifetimeMs));
    const args = [lease.token, position.id, position.nonce, lifetime, head, encoded.payload];
    const named = [newVersion(), entryName, ...stamps.map(encodeStampName)];
    const reply = this.#breaker.run(() => this.#scripts.run('fill', keys, [...args, ...named]));
    return (await reply) as string[];
  }
}
