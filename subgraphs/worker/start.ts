import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createCache } from '../shared/cache/cache.ts';
import type { Cache, ChangeSource } from '../shared/cache/types.ts';
import { createEmbeddedEmbedder } from '../shared/embedding/embedded-embedder.ts';
import type { Embedder } from '../shared/embedding/embedder.ts';
import { createCacheFaultLog } from '../shared/service/cache-fault-log.ts';
import { redisOptions } from '../shared/service/config.ts';
import type { Running } from '../shared/service/lifecycle.ts';
import { createServiceClient } from '../shared/service/service-client.ts';
import { openFolderByteStore } from './bytes/folder-byte-store.ts';
import type { WorkerConfig } from './config.ts';
import { createExtractionPool } from './extraction/extraction-pool.ts';
import { createRetrievalSearchIndex } from './index/retrieval-search-index.ts';
import { createModelRegistry } from './models/model-registry.ts';
import { type ChatSettings, createModelSources } from './models/model-sources.ts';
import { createOwnChanges } from './outbox/missed-changes.ts';
import { createWorkerServer } from './server.ts';
import { openWorkerStore } from './store/worker-store.ts';
import { createWorker, type WorkerParts } from './worker.ts';

/** Redis database of this service when the configuration names none. */
const REDIS_DATABASE = 0;

/** Opens store, bytes, cache and model, listens, and takes up unfinished work; `close` releases all of it. */
export async function startWorker(
  config: WorkerConfig,
  logger: Logger,
  embedder: Embedder = createEmbeddedEmbedder(),
): Promise<Running> {
  const parts = await openParts(config, logger, embedder);
  const worker = createWorker(parts);
  const { INTERNAL_TOKEN: internalToken, MAX_UPLOAD_BYTES: maxUploadBytes } = config;
  const server = await createWorkerServer({ worker, logger, internalToken, maxUploadBytes });
  const running = await server.listen({ host: config.HOST, port: config.WORKER_PORT });
  // Jobs of an earlier run are cheap when the cache answers: its connection gets a moment before they go on.
  await parts.cache.stats();
  await worker.start();
  return {
    url: running.url,
    close: async () => {
      await running.close();
      await worker.close();
      await Promise.all([parts.pool.close(), embedder.close(), parts.cache.close()]);
      await parts.store.close();
    },
  };
}

async function openParts(
  config: WorkerConfig,
  logger: Logger,
  embedder: Embedder,
): Promise<WorkerParts> {
  const chat = await readChatSettings(config);
  const store = await openWorkerStore(join(config.DATA_DIR, 'worker.db'), logger);
  const bytes = await openFolderByteStore(join(config.DATA_DIR, 'files'), {
    maxBytes: config.MAX_UPLOAD_BYTES,
  });
  const cache = openCache(config, logger, createOwnChanges(store));
  const concurrency = config.WORKER_JOB_CONCURRENCY;
  const timeoutMs = config.EXTRACTION_TIMEOUT_SECONDS * 1000;
  const services = createServices(config);
  return {
    ...{ store, bytes, cache, embedder, services, concurrency, logger },
    pool: createExtractionPool({
      ...{ processes: concurrency, timeoutMs },
      exifGps: config.EXIF_GPS,
      ocrMaxPages: config.OCR_MAX_PAGES,
    }),
    index: createRetrievalSearchIndex(services.retrieval),
    models: createModelRegistry(cache, createModelSources(embedder, chat)),
    now: Date.now,
  };
}

function openCache(config: WorkerConfig, logger: Logger, changes: ChangeSource): Cache {
  return createCache({
    redis: redisOptions(config, REDIS_DATABASE),
    service: 'worker',
    kinds: {
      model: { ttlSeconds: config.CACHE_TTL_MODEL_SECONDS },
      embedding: { ttlSeconds: config.CACHE_TTL_EMBEDDING_SECONDS, encoding: 'float32' },
      processing: { ttlSeconds: config.CACHE_TTL_PROCESSING_SECONDS },
    },
    memoryMaxBytes: config.CACHE_MEMORY_MAX_BYTES,
    changes,
    onError: createCacheFaultLog(logger),
  });
}

function createServices(config: WorkerConfig) {
  const toClient = (service: string, baseUrl: string) =>
    createServiceClient({ service, baseUrl, internalToken: config.INTERNAL_TOKEN });
  return {
    retrieval: toClient('retrieval', config.RETRIEVAL_URL),
    agents: toClient('agents', config.AGENTS_URL),
    gateway: toClient('gateway', config.GATEWAY_URL),
  };
}

async function readChatSettings(config: WorkerConfig): Promise<ChatSettings | undefined> {
  const { CHAT_BASE_URL: baseUrl, CHAT_MODEL: model, CHAT_API_KEY_FILE: keyFile } = config;
  if (baseUrl === undefined || model === undefined) return undefined;
  const apiKey =
    keyFile === undefined ? config.CHAT_API_KEY : (await readFile(keyFile, 'utf8')).trim();
  return { baseUrl, model, apiKey };
}
