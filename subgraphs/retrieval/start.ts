import { join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { createCache } from '../shared/cache/cache.ts';
import type { ChangeSource } from '../shared/cache/types.ts';
import type { Embedder } from '../shared/embedding/embedder.ts';
import { type EmbeddingSpec, specOf, toEmbeddingSpec } from '../shared/embedding/embedding-spec.ts';
import { openEmbedder } from '../shared/embedding/open-embedder.ts';
import { readEmbedderAccess } from '../shared/embedding/read-embedder-access.ts';
import { readAccess } from '../shared/service/access.ts';
import { createCacheFaultLog } from '../shared/service/cache-fault-log.ts';
import { redisOptions } from '../shared/service/config.ts';
import type { Running } from '../shared/service/lifecycle.ts';
import { WorkerChanges } from '../shared/service/worker-changes.ts';
import { startTracing, type Tracing } from '../shared/tracing/start-tracing.ts';
import { BundleStore } from './bundle-store.ts';
import type { RetrievalConfig } from './config.ts';
import { ContentVersion } from './content-version.ts';
import type { RetrievalParts } from './context.ts';
import { IndexChanges } from './index-changes.ts';
import { IndexWriter } from './index-writer.ts';
import { ModelStore } from './model-store.ts';
import { ModelSwitch } from './model-switch.ts';
import { openEarlierEmbedder } from './open-earlier-embedder.ts';
import { SearchSessions } from './search-sessions.ts';
import { createRetrievalServer } from './server.ts';
import { openRetrievalStore, type RetrievalDatabase } from './store.ts';
import { SwitchedIndex } from './switched-index.ts';

const REDIS_DATABASE = 1;

/** Part of every cache key: to be raised when the same question finds other passages, or the shape of what is kept changes. */
const RANKING_VERSION = 4;

/** Opens store, index, cache and model, and listens; `close` releases all of it, whatever is still unwritten first. */
export async function startRetrieval(
  config: RetrievalConfig,
  logger: Logger,
  embedder?: Embedder,
): Promise<Running> {
  const tracing = await startTracing(config, 'retrieval', logger);
  const store = await openRetrievalStore(join(config.DATA_DIR, 'retrieval.db'), logger);
  const models = await openModels({ config, logger, store, embedder });
  const { parts, writer, changes } = await openParts({
    ...{ config, logger, models, store, tracing },
  });
  const server = await createRetrievalServer({
    ...{ parts, writer, models, logger },
    access: readAccess(config),
    checkStore: async () => void (await sql`SELECT 1`.execute(store)),
  });
  await changes.removeMissed();
  const running = await server.listen({ host: config.HOST, port: config.RETRIEVAL_PORT });
  warmUp(models.serving.embedder, logger);
  return {
    url: running.url,
    close: async () => {
      await running.close();
      await parts.sessions.flush();
      await Promise.all([models.close(), parts.cache.close()]);
      await store.destroy();
      await tracing.close();
    },
  };
}

async function openModels(options: {
  config: RetrievalConfig;
  logger: Logger;
  store: RetrievalDatabase;
  embedder: Embedder | undefined;
}): Promise<ModelSwitch> {
  const { config, logger } = options;
  const store = new ModelStore(options.store);
  // Whoever searches waits: words alone at once are better than meaning after a long time.
  const access = { ...readEmbedderAccess(config), maxRetries: 1 };
  const spec =
    options.embedder === undefined
      ? await store.withDimensions(toEmbeddingSpec(config))
      : specOf(options.embedder);
  const embedder = options.embedder ?? (await openEmbedder(spec, access));
  const folder = join(config.DATA_DIR, 'index');
  const openEarlier = (earlier: EmbeddingSpec) => openEarlierEmbedder(earlier, { config, access });
  const memoryMaxBytes = config.INDEX_MEMORY_MAX_BYTES;
  return ModelSwitch.open({ store, folder, logger, memoryMaxBytes, embedder, spec, openEarlier });
}

async function openParts(options: {
  config: RetrievalConfig;
  logger: Logger;
  models: ModelSwitch;
  store: RetrievalDatabase;
  tracing: Tracing;
}): Promise<{ parts: RetrievalParts; writer: IndexWriter; changes: IndexChanges }> {
  const { config, logger, models, store, tracing } = options;
  const contentVersion = await ContentVersion.open(store);
  const writer = new IndexWriter(new SwitchedIndex(models), contentVersion);
  const changes = new IndexChanges(createWorkerChanges(config), writer);
  const parts = {
    // Another one after a switch of models: read anew by each search.
    get index() {
      return models.serving.index;
    },
    get finder() {
      return models.serving.finder;
    },
    get model() {
      return models.serving.embedder.model;
    },
    get fusionWeight() {
      return models.serving.embedder.fusionWeight;
    },
    cache: tracing.traced(openCache(config, logger, changes)),
    contentVersion,
    bundles: new BundleStore(store),
    sessions: new SearchSessions(store, logger),
  };
  return { parts, writer, changes };
}

function createWorkerChanges(config: RetrievalConfig): WorkerChanges {
  return new WorkerChanges({
    service: 'RETRIEVAL',
    workerUrl: config.WORKER_URL,
    internalToken: config.INTERNAL_TOKEN,
  });
}

function openCache(config: RetrievalConfig, logger: Logger, changes: ChangeSource) {
  return createCache({
    service: 'retrieval',
    redis: redisOptions(config, REDIS_DATABASE),
    memoryMaxBytes: config.CACHE_MEMORY_MAX_BYTES,
    kinds: {
      search: { ttlSeconds: config.CACHE_TTL_SEARCH_SECONDS, version: RANKING_VERSION },
      context: { ttlSeconds: config.CACHE_TTL_CONTEXT_SECONDS, version: RANKING_VERSION },
    },
    changes,
    onError: createCacheFaultLog(logger),
  });
}

/** Loads the weights before the first search wants them. */
function warmUp(embedder: Embedder, logger: Logger): void {
  embedder.embed(['warm-up']).catch((error) => {
    logger.warn({ err: error }, 'the embedding model is not available');
  });
}
