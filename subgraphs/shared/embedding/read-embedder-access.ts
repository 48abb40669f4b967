import type { EmbeddingConfig } from './embedding-keys.ts';
import type { EmbedderAccess } from './open-embedder.ts';

/** How the environment wants the model to be reached. */
export function readEmbedderAccess(config: EmbeddingConfig): EmbedderAccess {
  return {
    apiKey: config.EMBEDDING_API_KEY,
    batchSize: config.EMBEDDING_BATCH_SIZE,
    concurrency: config.EMBEDDING_CONCURRENCY,
    timeoutMs: config.EMBEDDING_TIMEOUT_SECONDS * 1000,
    maxRetries: config.EMBEDDING_MAX_RETRIES,
  };
}
