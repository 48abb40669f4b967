import { Redis, type RedisOptions } from 'ioredis';
import type { CacheRedis } from './types.ts';

const CONNECT_TIMEOUT_MS = 2000;

/** One connection for commands and one that only listens. */
export interface RedisConnections {
  readonly commands: Redis;
  /** RESP2, not yet connected: pushed messages of RESP3 do not reach ioredis. */
  readonly subscriber: Redis;
  readonly database: number;
  /** False when the commands go over a client of the caller's, which is then the caller's to close. */
  readonly ownsCommands: boolean;
}

/**
 * Opens what the cache needs. Nothing waits for Redis here and no command ever queues: while there is no connection a
 * command fails at once, and the reader goes on without the cache.
 */
export function openConnections(
  redis: CacheRedis,
  service: string,
  onError: (error: unknown) => void,
): RedisConnections {
  const ownsCommands = !isClient(redis);
  if (('options' in redis ? redis.options : redis).keyPrefix) {
    throw new TypeError(
      'The cache names its keys by service; a client with a keyPrefix hides them.',
    );
  }
  const commands = isClient(redis) ? redis : connectRedis(redis, `${service}-cache`);
  const subscriber = commands.duplicate({
    ...PATIENCE,
    protocol: 2,
    lazyConnect: true,
    autoResubscribe: false,
    connectionName: `${service}-cache-invalidations`,
  });
  if (ownsCommands) commands.on('error', onError);
  subscriber.on('error', onError);
  return { commands, subscriber, database: commands.options.db ?? 0, ownsCommands };
}

const PATIENCE = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  connectTimeout: CONNECT_TIMEOUT_MS,
  // A connection that is lost already is waited for so long when it is closed, and the process with it.
  disconnectTimeout: 100,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 6), 250),
} satisfies RedisOptions;

/** A client that never waits: without a connection its commands fail at once. */
export function connectRedis(
  options: RedisOptions & { readonly url?: string },
  connectionName: string,
): Redis {
  const { url, ...rest } = options;
  const settings = { connectionName, ...rest, ...PATIENCE, replyMapping: 'legacy' as const };
  return url === undefined ? new Redis(settings) : new Redis(url, settings);
}

/** By what it can do, not by its class: the caller's ioredis may be another copy. */
function isClient(redis: CacheRedis): redis is Redis {
  return 'duplicate' in redis && typeof redis.duplicate === 'function';
}
