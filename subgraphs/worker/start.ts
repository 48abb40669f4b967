import { join } from 'node:path';
import type { Logger } from 'pino';
import { createCache } from '../shared/cache/cache.ts';
import type { Cache, ChangeSource } from '../shared/cache/types.ts';
import type { Embedder } from '../shared/embedding/embedder.ts';
import { sourceOf, toEmbeddingSpec } from '../shared/embedding/embedding-spec.ts';
import { openEmbedder } from '../shared/embedding/open-embedder.ts';
import { readEmbedderAccess } from '../shared/embedding/read-embedder-access.ts';
import { readAccess } from '../shared/service/access.ts';
import { createCacheFaultLog } from '../shared/service/cache-fault-log.ts';
import { redisOptions } from '../shared/service/config.ts';
import type { Running } from '../shared/service/lifecycle.ts';
import { createServiceClient } from '../shared/service/service-client.ts';
import { startTracing, type Tracing } from '../shared/tracing/start-tracing.ts';
import { openFolderByteStore } from './bytes/folder-byte-store.ts';
import type { WorkerConfig } from './config.ts';
import { createExtractionPool } from './extraction/extraction-pool.ts';
import { findMediaPrograms } from './extraction/media/find-media-programs.ts';
import { type MediaAbilities, prepareScratch } from './extraction/media/media-abilities.ts';
import { createOpenAiTranscriber } from './extraction/transcription/openai-transcriber.ts';
import { createRetrievalSearchIndex } from './index/retrieval-search-index.ts';
import { createModelRegistry } from './models/model-registry.ts';
import { createModelSources } from './models/model-sources.ts';
import { readServerSettings, type ServerSettings } from './models/read-server-settings.ts';
import { createOwnChanges } from './outbox/missed-changes.ts';
import { createWorkerServer } from './server.ts';
import { openWorkerStore, type WorkerStore } from './store/worker-store.ts';
import { createWorker, type WorkerParts } from './worker.ts';

/** Redis database of this service when the configuration names none. */
const REDIS_DATABASE = 0;

/**
 * Opens store, bytes, cache and model, listens, and takes up unfinished work; `close` releases all of it. ffmpeg is
 * looked for in `searchPath`, a list of folders as in `PATH`.
 */
export async function startWorker(
  config: WorkerConfig,
  logger: Logger,
  given?: Embedder,
  searchPath = '',
): Promise<Running> {
  const tracing = await startTracing(config, 'worker', logger);
  const store = await openWorkerStore(join(config.DATA_DIR, 'worker.db'), logger);
  const embedder = given ?? (await openConfiguredEmbedder(config, store));
  const parts = await openParts(config, logger, { store, embedder, searchPath, tracing });
  const worker = createWorker(parts);
  const { MAX_UPLOAD_BYTES: maxUploadBytes } = config;
  const access = readAccess(config);
  const server = await createWorkerServer({ worker, logger, access, maxUploadBytes });
  const running = await server.listen({ host: config.HOST, port: config.WORKER_PORT });
  await worker.start();
  return {
    url: running.url,
    close: async () => {
      await running.close();
      await worker.close();
      await Promise.all([parts.pool.close(), embedder.close(), parts.cache.close()]);
      await parts.store.close();
      await tracing.close();
    },
  };
}

async function openParts(
  config: WorkerConfig,
  logger: Logger,
  given: Pick<WorkerParts, 'store' | 'embedder'> & { searchPath: string; tracing: Tracing },
): Promise<WorkerParts> {
  const { store, embedder, searchPath, tracing } = given;
  const servers = readServerSettings(config);
  const models = createModelSources(embedder, servers.chat, servers.transcription);
  const bytes = await openFolderByteStore(join(config.DATA_DIR, 'files'), {
    maxBytes: config.MAX_UPLOAD_BYTES,
  });
  const cache = tracing.traced(openCache(config, logger, createOwnChanges(store)));
  const concurrency = config.WORKER_JOB_CONCURRENCY;
  const timeoutMs = config.EXTRACTION_TIMEOUT_SECONDS * 1000;
  const services = createServices(config);
  return {
    ...{ store, bytes, cache, embedder, services, concurrency, logger },
    media: await findMediaAbilities(servers, config, searchPath),
    pool: createExtractionPool({
      ...{ processes: concurrency, timeoutMs },
      exifGps: config.EXIF_GPS,
      ocrMaxPages: config.OCR_MAX_PAGES,
    }),
    index: createRetrievalSearchIndex(services.retrieval, embedder.space),
    models: createModelRegistry(cache, models),
    now: Date.now,
  };
}

/** What the model says of its vectors is remembered: a later start does not need its server. */
async function openConfiguredEmbedder(config: WorkerConfig, store: WorkerStore): Promise<Embedder> {
  const spec = toEmbeddingSpec(config);
  const dimensions = spec.dimensions ?? (await store.modelSwitch.dimensionsOf(sourceOf(spec)));
  const embedder = await openEmbedder({ ...spec, dimensions }, readEmbedderAccess(config));
  await store.modelSwitch.rememberDimensions(sourceOf(spec), embedder.dimensions);
  return embedder;
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

async function findMediaAbilities(
  { transcription }: ServerSettings,
  config: WorkerConfig,
  searchPath: string,
): Promise<MediaAbilities> {
  return {
    programs: await findMediaPrograms(searchPath),
    transcriber: transcription === undefined ? null : createOpenAiTranscriber(transcription),
    scratchFolder: await prepareScratch(join(config.DATA_DIR, 'scratch')),
  };
}
