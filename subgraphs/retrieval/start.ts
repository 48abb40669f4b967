import { join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { createCache } from '../shared/cache/cache.ts';
import type { ChangeSource } from '../shared/cache/types.ts';
import { createEmbeddedEmbedder } from '../shared/embedding/embedded-embedder.ts';
import type { Embedder } from '../shared/embedding/embedder.ts';
import { createCacheFaultLog } from '../shared/service/cache-fault-log.ts';
import { redisOptions } from '../shared/service/config.ts';
import type { Running } from '../shared/service/lifecycle.ts';
import { WorkerChanges } from '../shared/service/worker-changes.ts';
import { BundleStore } from './bundle-store.ts';
import type { RetrievalConfig } from './config.ts';
import { ContentVersion } from './content-version.ts';
import type { RetrievalParts } from './context.ts';
import { IndexChanges } from './index-changes.ts';
import { IndexWriter } from './index-writer.ts';
import { LanceChunkIndex } from './lance-chunk-index.ts';
import { PassageFinder } from './passage-finder.ts';
import { QueryEmbedder } from './query-embedder.ts';
import { SearchSessions } from './search-sessions.ts';
import { createRetrievalServer } from './server.ts';
import { openRetrievalStore, type RetrievalDatabase } from './store.ts';

const REDIS_DATABASE = 1;

/** Part of every cache key: to be raised when the same question finds other passages, or the shape of what is kept changes. */
const RANKING_VERSION = 2;

/** Opens store, index, cache and model, and listens; `close` releases all of it, whatever is still unwritten first. */
export async function startRetrieval(
  config: RetrievalConfig,
  logger: Logger,
  embedder: Embedder = createEmbeddedEmbedder(),
): Promise<Running> {
  const store = await openRetrievalStore(join(config.DATA_DIR, 'retrieval.db'), logger);
  const { parts, writer, changes } = await openParts({ config, logger, embedder, store });
  const server = await createRetrievalServer({
    parts,
    writer,
    dimensions: embedder.dimensions,
    logger,
    internalToken: config.INTERNAL_TOKEN,
    checkStore: async () => void (await sql`SELECT 1`.execute(store)),
  });
  await changes.removeMissed();
  const running = await server.listen({ host: config.HOST, port: config.RETRIEVAL_PORT });
  warmUp(embedder, logger);
  return {
    url: running.url,
    close: async () => {
      await running.close();
      await parts.sessions.flush();
      await Promise.all([parts.index.close(), parts.cache.close(), embedder.close()]);
      await store.destroy();
    },
  };
}

async function openParts(options: {
  config: RetrievalConfig;
  logger: Logger;
  embedder: Embedder;
  store: RetrievalDatabase;
}): Promise<{ parts: RetrievalParts; writer: IndexWriter; changes: IndexChanges }> {
  const { config, logger, embedder, store } = options;
  const { model, dimensions } = embedder;
  const folder = join(config.DATA_DIR, 'index');
  const index = await LanceChunkIndex.open({ folder, model, dimensions, logger });
  const contentVersion = await ContentVersion.open(store);
  const writer = new IndexWriter(index, contentVersion);
  const changes = new IndexChanges(createWorkerChanges(config), writer);
  const parts = {
    index,
    model,
    cache: openCache(config, logger, changes),
    contentVersion,
    finder: new PassageFinder(index, new QueryEmbedder(embedder), logger),
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
