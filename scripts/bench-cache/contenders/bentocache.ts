import { type Contender, type ContenderOptions, MEMORY_ITEMS, TTL_SECONDS } from '../contender.ts';
import { importPeer } from '../peers/import-peer.ts';

interface Bento {
  getOrSet(options: object): Promise<unknown>;
  deleteByTag(options: { tags: string[] }): Promise<boolean>;
  disconnect(): Promise<void>;
}
interface Store {
  useL1Layer(driver: unknown): Store;
  useL2Layer(driver: unknown): Store;
  useBus(driver: unknown): Store;
}
interface Exports {
  readonly BentoCache: new (options: object) => Bento;
  readonly bentostore: () => Store;
}
/** Its own copy of ioredis: it knows no instance of another's. */
interface Connection {
  on(event: 'error', listener: () => void): void;
}
type Driver = (options: object) => unknown;

/**
 * Two levels and a bus. Memory holds JSON, its default: with `serialize: false` version 1.6.1 takes what it found in Redis into
 * memory as text and fails at the next read.
 */
export async function openBentocache(options: ContenderOptions): Promise<Contender> {
  const { BentoCache, bentostore } = await importPeer<Exports>('bentocache');
  const { memoryDriver } = await importPeer<{ memoryDriver: Driver }>('bentocache/drivers/memory');
  const { redisDriver, redisBusDriver } = await importPeer<Record<string, Driver>>(
    'bentocache/drivers/redis',
  );
  const { Redis } = await importPeer<{ Redis: new (options: object) => Connection }>('ioredis');
  const connect = () => {
    const connection = new Redis({ host: '127.0.0.1', port: options.port });
    connection.on('error', () => {});
    return connection;
  };
  let store = bentostore().useL2Layer(redisDriver?.({ connection: connect() }));
  if (options.isMemoryOn) {
    store = store
      .useL1Layer(memoryDriver({ maxItems: MEMORY_ITEMS }))
      .useBus(redisBusDriver?.({ connection: connect() }));
  }
  const cache = new BentoCache({ default: 'bench', stores: { bench: store }, prefix: 'bento' });
  const ttl = TTL_SECONDS * 1000;
  const extra = options.tags === undefined ? {} : { tags: [...options.tags] };
  return {
    name: 'bentocache',
    role: 'peer',
    read: (key) => cache.getOrSet({ key, ttl, factory: () => options.load(key), ...extra }),
    invalidateTag: (tag) => cache.deleteByTag({ tags: [tag] }),
    close: () => cache.disconnect(),
  };
}
