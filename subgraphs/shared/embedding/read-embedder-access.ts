import { readFile } from 'node:fs/promises';
import type { EmbeddingConfig } from './embedding-keys.ts';
import type { EmbedderAccess } from './open-embedder.ts';

/** How the environment wants the model to be reached; reads the key's file. */
export async function readEmbedderAccess(config: EmbeddingConfig): Promise<EmbedderAccess> {
  const { EMBEDDING_API_KEY_FILE: file } = config;
  return {
    apiKey: file === undefined ? config.EMBEDDING_API_KEY : (await readFile(file, 'utf8')).trim(),
    batchSize: config.EMBEDDING_BATCH_SIZE,
    concurrency: config.EMBEDDING_CONCURRENCY,
    timeoutMs: config.EMBEDDING_TIMEOUT_SECONDS * 1000,
    maxRetries: config.EMBEDDING_MAX_RETRIES,
  };
}
