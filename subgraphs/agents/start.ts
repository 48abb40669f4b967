import { join } from 'node:path';
import type { Logger } from 'pino';
import { createCache } from '../shared/cache/cache.ts';
import type { Cache } from '../shared/cache/types.ts';
import { readAccess } from '../shared/service/access.ts';
import { createCacheFaultLog } from '../shared/service/cache-fault-log.ts';
import { redisOptions } from '../shared/service/config.ts';
import type { Running } from '../shared/service/lifecycle.ts';
import { createServiceClient, type ServiceClient } from '../shared/service/service-client.ts';
import { WorkerChanges } from '../shared/service/worker-changes.ts';
import { startTracing } from '../shared/tracing/start-tracing.ts';
import { openAgentsDatabase } from './agents-database.ts';
import { type AgentsService, createAgentsService } from './agents-service.ts';
import { type ChatEndpoint, createAnsweringModel } from './answering-model.ts';
import type { AgentsConfig } from './config.ts';
import { createFilesClient } from './files-client.ts';
import { RunChannel } from './live/run-channel.ts';
import { createWorkerEmbedder } from './memory/worker-embedder.ts';
import { createRetrievalClient } from './retrieval-client.ts';
import { createAgentsServer } from './server.ts';

/** Redis database of this service when the configuration names none. */
const REDIS_DATABASE = 2;
/** How often runs of processes that are gone are looked for. */
const SWEEP_MS = 5000;

/** What a program that starts the service in its own process may replace. */
export interface AgentsOverrides {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Opens the store and the cache, serves on HOST:AGENTS_PORT (0 for any free port), and closes all of it. */
export async function startAgents(
  config: AgentsConfig,
  logger: Logger,
  overrides: AgentsOverrides = {},
): Promise<Running> {
  const tracing = await startTracing(config, 'agents', logger);
  const answering = createAnsweringModel(readChatEndpoint(config));
  const database = await openAgentsDatabase(join(config.DATA_DIR, 'agents.db'), logger);
  // Opened second: the first has brought the store up to date.
  const searchDatabase = await openAgentsDatabase(join(config.DATA_DIR, 'agents.db'), logger);
  const cache = tracing.traced(openCache(config, logger));
  const channel = openChannel(config, logger);
  const retrieval = createRetrievalClient(clientOf(config, 'retrieval', config.RETRIEVAL_URL));
  const worker = clientOf(config, 'worker', config.WORKER_URL);
  const files = createFilesClient(worker);
  const now = overrides.now ?? Date.now;
  const embedder = createWorkerEmbedder(worker);
  const services = { retrieval, files, embedder, answering };
  const stores = { database, searchDatabase, cache, channel };
  const deps = { config, ...stores, logger, ...services, now };
  const service = createAgentsService(deps);
  const stopSweeping = await startSweeping(service, logger);
  const server = await createAgentsServer({
    service,
    cache,
    logger,
    access: readAccess(config),
    maxLiveConnections: config.LIVE_MAX_CONNECTIONS,
  });
  const running = await server.listen({ host: config.HOST, port: config.AGENTS_PORT });
  return {
    url: running.url,
    close: async () => {
      stopSweeping();
      await running.close();
      await service.asking.settle();
      await service.memory.close();
      channel.close();
      await cache.close();
      await Promise.all([database.destroy(), searchDatabase.destroy()]);
      await tracing.close();
    },
  };
}

function clientOf(config: AgentsConfig, service: string, baseUrl: string): ServiceClient {
  return createServiceClient({ service, baseUrl, internalToken: config.INTERNAL_TOKEN });
}

function openCache(config: AgentsConfig, logger: Logger): Cache {
  return createCache({
    redis: redisOptions(config, REDIS_DATABASE),
    service: 'agents',
    kinds: {
      tool: { ttlSeconds: config.CACHE_TTL_TOOL_SECONDS },
      session: { ttlSeconds: config.CACHE_TTL_SESSION_SECONDS, sliding: true },
      conversation: { ttlSeconds: config.CACHE_TTL_CONVERSATION_SECONDS },
    },
    memoryMaxBytes: config.CACHE_MEMORY_MAX_BYTES,
    changes: new WorkerChanges({
      service: 'AGENTS',
      workerUrl: config.WORKER_URL,
      internalToken: config.INTERNAL_TOKEN,
    }),
    onError: createCacheFaultLog(logger),
  });
}

function openChannel(config: AgentsConfig, logger: Logger): RunChannel {
  const report = createCacheFaultLog(logger);
  return new RunChannel({
    redis: redisOptions(config, REDIS_DATABASE),
    onError: (error) => report(error, 'run channel'),
  });
}

function readChatEndpoint(config: AgentsConfig): ChatEndpoint | null {
  const { CHAT_BASE_URL: baseUrl, CHAT_MODEL: model, CHAT_API_KEY: apiKey } = config;
  if (baseUrl === undefined || model === undefined) return null;
  const limits = {
    callMs: config.CHAT_TIMEOUT_SECONDS * 1000,
    idleMs: config.CHAT_IDLE_TIMEOUT_SECONDS * 1000,
  };
  return { baseUrl, model, apiKey, limits };
}

/** Gives up on runs of processes that are gone, now and from time to time. */
async function startSweeping(service: AgentsService, logger: Logger): Promise<() => void> {
  await service.failAbandonedRuns();
  const sweep = async () => {
    try {
      await service.failAbandonedRuns();
    } catch (error) {
      logger.warn({ err: error }, 'could not look for abandoned runs');
    }
  };
  const timer = setInterval(() => void sweep(), SWEEP_MS).unref();
  return () => clearInterval(timer);
}
