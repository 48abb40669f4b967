import { type Contender, type ContenderOptions, MEMORY_ITEMS, TTL_SECONDS } from '../contender.ts';
import { importPeer } from '../peers/import-peer.ts';

interface CacheableInstance {
  readonly tags: { invalidateTag(tag: string): Promise<void> };
  getOrSet(key: string, load: () => unknown, options: object): Promise<unknown>;
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, options: object): Promise<boolean>;
  getMany(keys: readonly string[]): Promise<unknown>;
  on(event: 'error', listener: () => void): void;
  disconnect(): Promise<void>;
}
interface Exports {
  readonly Cacheable: new (options: object) => CacheableInstance;
  readonly createKeyv: (options: object) => unknown;
}
interface KeyvRedisExports {
  readonly createKeyv: (url: string) => { on(event: 'error', listener: () => void): void };
}
interface QifiedExports {
  readonly RedisMessageProvider: new (options: object) => object;
}

/**
 * Memory in front of `@keyv/redis`, with its sync over Redis. Memory holds the objects themselves (`useClones: false`): its
 * fastest way. Without memory, Redis is its only store.
 */
export async function openCacheable(options: ContenderOptions): Promise<Contender> {
  const { Cacheable, createKeyv } = await importPeer<Exports>('cacheable');
  const keyvRedis = await importPeer<KeyvRedisExports>('@keyv/redis');
  const uri = `redis://127.0.0.1:${options.port}`;
  const redis = keyvRedis.createKeyv(uri);
  redis.on('error', ignoreError);
  const tags = options.tags !== undefined;
  const cache = new Cacheable(
    options.isMemoryOn
      ? {
          primary: createKeyv({ useClones: false, lruSize: MEMORY_ITEMS }),
          secondary: redis,
          sync: { qified: await openSync(uri) },
          tags,
        }
      : { primary: redis, tags },
  );
  cache.on('error', ignoreError);
  const ttl = TTL_SECONDS * 1000;
  return {
    name: 'cacheable',
    role: 'peer',
    read: (key) =>
      options.tags === undefined
        ? cache.getOrSet(key, () => options.load(key), { ttl })
        : readTagged(cache, key, options),
    readMany: (keys) => cache.getMany(keys),
    invalidateTag: (tag) => cache.tags.invalidateTag(tag),
    close: () => cache.disconnect(),
  };
}

/** Its `getOrSet` keeps no tags; its `set` does. */
async function readTagged(
  cache: CacheableInstance,
  key: string,
  { load, tags = [] }: ContenderOptions,
): Promise<unknown> {
  const found = await cache.get(key);
  if (found !== undefined) return found;
  const value = await load(key);
  await cache.set(key, value, { ttl: TTL_SECONDS * 1000, tags: [...tags] });
  return value;
}

async function openSync(uri: string): Promise<object> {
  const { RedisMessageProvider } = await importPeer<QifiedExports>('@qified/redis');
  return new RedisMessageProvider({ uri });
}

/** An outage is measured by the reads; an error event without a listener would end the process. */
function ignoreError(): void {}
