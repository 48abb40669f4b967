import { randomUUID } from 'node:crypto';
import { eventually } from '../../testing/eventually.ts';
import type { PrivateRedis } from '../../testing/private-redis.ts';
import { type Cache, type CacheOptions, createCache } from '../cache.ts';

/** Makes caches over one Redis and closes them all. Those of one fixture share a service of its own. */
export class CacheFixture {
  readonly service = `test-${randomUUID()}`;
  readonly #redis: PrivateRedis;
  readonly #caches: Cache[] = [];

  constructor(redis: PrivateRedis) {
    this.#redis = redis;
  }

  /** A cache of this fixture's service, as another process would have it. */
  create(options: Partial<CacheOptions> = {}): Cache {
    const { host, port } = this.#redis;
    const cache = createCache({
      redis: { host, port, db: 0 },
      service: this.service,
      kinds: KINDS,
      ...options,
    });
    this.#caches.push(cache);
    return cache;
  }

  async closeAll(): Promise<void> {
    await Promise.all(this.#caches.map((cache) => cache.close()));
  }
}

/** One kind per property that a kind can have. */
export const KINDS = {
  search: { ttlSeconds: 3600 },
  graced: { ttlSeconds: 10, graceSeconds: 60 },
  embedding: { ttlSeconds: 3600, encoding: 'float32' },
  page: { ttlSeconds: 3600, encoding: 'text' },
  session: { ttlSeconds: 100, sliding: true },
  rare: { ttlSeconds: 3600, negativeTtlSeconds: 5 },
} as const;

/** Waits until the cache serves from memory: its heartbeat has been heard. */
export async function untilMemoryServes(cache: Cache): Promise<void> {
  const key = `probe-${randomUUID()}`;
  await eventually(
    async () => {
      await cache.getOrLoad({ kind: 'search', key }, () => 'probe');
      const stats = await cache.stats();
      return stats.kinds.find(({ kind }) => kind === 'search')?.memoryHits ?? 0;
    },
    (memoryHits) => memoryHits > 0,
  );
}
