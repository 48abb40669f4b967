import { type Contender, type ContenderOptions, TTL_SECONDS } from '../contender.ts';
import { importPeer } from '../peers/import-peer.ts';

interface Client {
  connect(): Promise<Client>;
  get(key: string): Promise<string | null>;
  mGet(keys: readonly string[]): Promise<(string | null)[]>;
  set(key: string, value: string, options: object): Promise<unknown>;
  on(event: 'error', listener: () => void): void;
  destroy(): void;
}
interface Exports {
  readonly createClient: (options: object) => Client;
}

/**
 * node-redis over RESP3 with its client-side cache, which the server keeps true; without memory, the client alone. It caches
 * replies, so that each read parses the JSON. It has no stampede protection and no tags.
 */
export async function openNodeRedis(options: ContenderOptions): Promise<Contender> {
  const { createClient } = await importPeer<Exports>('redis');
  const client = createClient({
    url: `redis://127.0.0.1:${options.port}`,
    RESP: 3,
    ...(options.isMemoryOn && { clientSideCache: { ttl: 0, maxEntries: 0, evictPolicy: 'LRU' } }),
  });
  client.on('error', () => {});
  await client.connect();
  const keyOf = (key: string) => `node-redis:${key}`;
  return {
    name: 'node-redis',
    role: 'peer',
    async read(key) {
      const found = await client.get(keyOf(key));
      if (found !== null) return JSON.parse(found);
      const value = await options.load(key);
      await client.set(keyOf(key), JSON.stringify(value), { EX: TTL_SECONDS });
      return value;
    },
    readMany: async (keys) =>
      (await client.mGet(keys.map(keyOf))).map((found) => found && JSON.parse(found)),
    close: async () => client.destroy(),
  };
}
