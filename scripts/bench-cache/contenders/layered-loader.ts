import { Redis } from 'ioredis';
import { type Contender, type ContenderOptions, MEMORY_ITEMS, TTL_SECONDS } from '../contender.ts';
import { importPeer } from '../peers/import-peer.ts';
import type { BenchValue } from '../values.ts';

interface LoaderInstance {
  init(): Promise<void>;
  get(key: string): Promise<unknown>;
  getMany(keys: readonly string[]): Promise<unknown>;
}
interface Exports {
  readonly Loader: new (options: object) => LoaderInstance;
  readonly RedisCache: new (redis: Redis, options: object) => object;
  readonly createNotificationPair: (options: object) => { publisher: object; consumer: object };
}

/** Two levels and a notification pair over Redis; it has groups, but no tags. */
export async function openLayeredLoader(options: ContenderOptions): Promise<Contender> {
  const peer = await importPeer<Exports>('layered-loader');
  const connect = () => new Redis({ port: options.port, host: '127.0.0.1' });
  const connections = [connect()];
  const [redis] = connections;
  const ttlInMsecs = TTL_SECONDS * 1000;
  const settings = { prefix: 'layered', json: true, ttlInMsecs };
  const asyncCache = redis && new peer.RedisCache(redis, settings);
  const level = options.isMemoryOn ? memoryLevel(peer, connect, connections) : {};
  const loader = new peer.Loader({
    asyncCache,
    ...level,
    cacheKeyFromValueResolver: (value: BenchValue) => value.query,
    dataSourceGetOneFn: async (key: string) => options.load(key),
    dataSourceGetManyFn: (keys: string[]) => Promise.all(keys.map(options.load)),
  });
  await loader.init();
  return {
    name: 'layered-loader',
    role: 'peer',
    read: (key) => loader.get(key),
    readMany: (keys) => loader.getMany(keys),
    close: async () => {
      for (const each of connections) each.disconnect();
    },
  };
}

function memoryLevel(peer: Exports, connect: () => Redis, connections: Redis[]): object {
  const [consumerRedis, publisherRedis] = [connect(), connect()];
  connections.push(consumerRedis, publisherRedis);
  const { publisher, consumer } = peer.createNotificationPair({
    channel: 'layered',
    consumerRedis,
    publisherRedis,
  });
  return {
    inMemoryCache: {
      cacheType: 'lru-map',
      ttlInMsecs: TTL_SECONDS * 1000,
      maxItems: MEMORY_ITEMS,
    },
    notificationConsumer: consumer,
    notificationPublisher: publisher,
  };
}
