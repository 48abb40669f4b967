import type { Logger } from 'pino';
import { createCache } from '../subgraphs/shared/cache/cache.ts';
import { createCacheFaultLog } from '../subgraphs/shared/service/cache-fault-log.ts';
import { redisOptions } from '../subgraphs/shared/service/config.ts';
import { Agent } from '../subgraphs/shared/service/http-client.ts';
import type { Running } from '../subgraphs/shared/service/lifecycle.ts';
import { WorkerChanges } from '../subgraphs/shared/service/worker-changes.ts';
import { startTracing } from '../subgraphs/shared/tracing/start-tracing.ts';
import type { GatewayConfig } from './config.ts';
import { GatewayRedis } from './redis/gateway-redis.ts';
import { responsesByPattern } from './response-cache/responses-by-pattern.ts';
import { createGatewayServer } from './server.ts';

const DEFAULT_REDIS_DB = 3;
const FIRST_CONNECTION_MS = 250;

/** Opens the response cache and the connections to the subgraphs, and listens; `close` ends all of it. */
export async function startGateway(config: GatewayConfig, logger: Logger): Promise<Running> {
  const tracing = await startTracing(config, 'gateway', logger);
  const dispatcher = new Agent();
  const onFault = createCacheFaultLog(logger);
  const redis = new GatewayRedis(redisOptions(config, DEFAULT_REDIS_DB), onFault);
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
    onError: onFault,
  });
  const cache = tracing.traced(responsesByPattern(responses));
  const closeAll = async () => {
    redis.close();
    await Promise.allSettled([cache.close(), dispatcher.close()]);
    await tracing.close();
  };
  try {
    // Connects before the schema is built, which blocks the event loop longer than a read may wait for Redis.
    await Promise.all([cache.stats(), redis.connected(FIRST_CONNECTION_MS)]);
    const server = await createGatewayServer({
      config,
      cache,
      redis,
      onFault,
      dispatcher,
      logger,
    });
    const running = await server.listen({ host: config.HOST, port: config.GATEWAY_PORT });
    return { url: running.url, close: () => running.close().finally(closeAll) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
