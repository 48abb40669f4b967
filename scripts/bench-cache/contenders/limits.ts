import { Redis } from 'ioredis';
import { type Contender, type ContenderOptions, TTL_SECONDS } from '../contender.ts';
import type { BenchValue } from '../values.ts';

/** The least that an answer from memory can cost. */
export async function openMap({ load }: ContenderOptions): Promise<Contender> {
  const map = new Map<string, BenchValue>();
  const fill = async (key: string) => {
    const value = await load(key);
    map.set(key, value);
    return value;
  };
  return {
    name: 'Map',
    role: 'limit',
    // Not `async`: one more promise would be most of what it costs.
    read(key) {
      const found = map.get(key);
      return found === undefined ? fill(key) : Promise.resolve(found);
    },
    close: async () => map.clear(),
  };
}

/** The least that an answer from Redis can cost: ioredis, the reply as a string. */
export async function openRawRedis(options: ContenderOptions): Promise<Contender> {
  return rawRedis('ioredis', options, (reply) => reply);
}

/** The same, and the JSON of the reply parsed. */
export async function openRawRedisWithJson(options: ContenderOptions): Promise<Contender> {
  return rawRedis('ioredis + JSON.parse', options, (reply) => JSON.parse(reply));
}

function rawRedis(
  name: string,
  { port, load }: ContenderOptions,
  read: (reply: string) => unknown,
): Contender {
  const redis = new Redis({ port, host: '127.0.0.1', protocol: 2 });
  const keyOf = (key: string) => `raw:${key}`;
  return {
    name,
    role: 'limit',
    async read(key) {
      const found = await redis.get(keyOf(key));
      if (found !== null) return read(found);
      return redis.set(keyOf(key), JSON.stringify(await load(key)), 'EX', TTL_SECONDS);
    },
    readMany: async (keys) =>
      (await redis.mget(...keys.map(keyOf))).map((found) => found && read(found)),
    close: async () => redis.disconnect(),
  };
}
