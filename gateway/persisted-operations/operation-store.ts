import { LRUCache } from 'lru-cache';
import type { GatewayRedis } from '../redis/gateway-redis.ts';
import type { OperationManifest } from './operation-manifest.ts';

/** What Apollo Server puts before a hash. */
const APOLLO_PREFIX = 'apq:';
const MEMORY_MAX_CHARACTERS = 4 * 1024 * 1024;
/** A longer document is not remembered: its client sends it each time. */
const LONGEST_CHARACTERS = 64 * 1024;
/** From its last registration; a client that is told that it is not known sends it again. */
const LIFETIME_SECONDS = 7 * 24 * 3600;

/**
 * Documents by their hash: those of the manifest, and those that clients sent once with their hash (automatic persisted
 * queries). The latter are in Redis, so that every gateway knows them, and in memory. Without Redis each process knows its own.
 */
export class OperationStore {
  readonly #manifest: OperationManifest;
  readonly #redis: GatewayRedis;
  readonly #onFault: (error: unknown, operation: string) => void;
  readonly #memory = new LRUCache<string, string>({
    maxSize: MEMORY_MAX_CHARACTERS,
    sizeCalculation: (text) => text.length,
  });

  constructor(options: {
    readonly manifest: OperationManifest;
    readonly redis: GatewayRedis;
    readonly onFault: (error: unknown, operation: string) => void;
  }) {
    this.#manifest = options.manifest;
    this.#redis = options.redis;
    this.#onFault = options.onFault;
  }

  async get(key: string): Promise<string | undefined> {
    const hash = key.slice(APOLLO_PREFIX.length);
    const known = this.#manifest.get(hash) ?? this.#memory.get(hash);
    if (known !== undefined) return known;
    const text = await this.#ask(() => this.#redis.run((client) => client.get(redisKey(hash))));
    if (text) this.#memory.set(hash, text);
    return text ?? undefined;
  }

  /** Called once an operation with its hash was found to be valid. */
  async set(key: string, text: string): Promise<void> {
    const hash = key.slice(APOLLO_PREFIX.length);
    if (this.#manifest.has(hash) || text.length > LONGEST_CHARACTERS) return;
    this.#memory.set(hash, text);
    await this.#ask(() =>
      this.#redis.run((client) => client.set(redisKey(hash), text, 'EX', LIFETIME_SECONDS)),
    );
  }

  async delete(key: string): Promise<void> {
    const hash = key.slice(APOLLO_PREFIX.length);
    this.#memory.delete(hash);
    await this.#ask(() => this.#redis.run((client) => client.del(redisKey(hash))));
  }

  async #ask<T>(command: () => Promise<T>): Promise<T | undefined> {
    try {
      return await command();
    } catch (error) {
      this.#onFault(error, 'persisted operations');
      return undefined;
    }
  }
}

function redisKey(hash: string): string {
  return `gateway-operation:{${hash}}`;
}
