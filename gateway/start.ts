import type { Logger } from 'pino';
import { Agent } from 'undici';
import { createCache } from '../subgraphs/shared/cache/cache.ts';
import { createCacheFaultLog } from '../subgraphs/shared/service/cache-fault-log.ts';
import { redisOptions } from '../subgraphs/shared/service/config.ts';
import type { Running } from '../subgraphs/shared/service/lifecycle.ts';
import { WorkerChanges } from '../subgraphs/shared/service/worker-changes.ts';
import type { GatewayConfig } from './config.ts';
import { responsesByPattern } from './response-cache/responses-by-pattern.ts';
import { createGatewayServer } from './server.ts';

const DEFAULT_REDIS_DB = 3;

/** Opens the response cache and the connections to the subgraphs, and listens; `close` ends all of it. */
export async function startGateway(config: GatewayConfig, logger: Logger): Promise<Running> {
  const dispatcher = new Agent();
  const kind = { ttlSeconds: config.CACHE_TTL_RESPONSE_SECONDS, encoding: 'text' } as const;
  const responses = createCache({
    redis: redisOptions(config, DEFAULT_REDIS_DB),
    service: 'gateway',
    kinds: { response: kind, fetch: kind, entity: kind },
    memoryMaxBytes: config.CACHE_MEMORY_MAX_BYTES,
    changes: new WorkerChanges({
      service: 'GATEWAY',
      workerUrl: config.WORKER_URL,
      internalToken: config.INTERNAL_TOKEN,
    }),
    onError: createCacheFaultLog(logger),
  });
  const cache = responsesByPattern(responses);
  const closeAll = async () => {
    await Promise.allSettled([cache.close(), dispatcher.close()]);
  };
  try {
    // Connects before the schema is built, which blocks the event loop longer than a read may wait for Redis.
    await cache.stats();
    const server = await createGatewayServer({ config, cache, dispatcher, logger });
    const running = await server.listen({ host: config.HOST, port: config.GATEWAY_PORT });
    return { url: running.url, close: () => running.close().finally(closeAll) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
