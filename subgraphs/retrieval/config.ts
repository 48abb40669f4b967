import { z } from 'zod';
import { checkEmbeddingKeys, embeddingKeys } from '../shared/embedding/embedding-keys.ts';
import { port, serviceKeys, ttlSeconds } from '../shared/service/config.ts';

/** Every key of the environment that the retrieval process reads. */
export const retrievalConfigSchema = z
  .object({
    ...serviceKeys,
    ...embeddingKeys,
    /** The key of the model before, for queries until a switch to another server is done. */
    EMBEDDING_PREVIOUS_API_KEY: z.string().min(1).optional(),
    EMBEDDING_PREVIOUS_API_KEY_FILE: z.string().min(1).optional(),
    RETRIEVAL_PORT: port.default(8002),
    /** Asked what the cache and the index missed while this process was away. */
    WORKER_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8001'),
    /** Read by LanceDB itself; see `lance-threads.ts`. */
    LANCE_CPU_THREADS: z.coerce.number().int().min(1).optional(),
    INDEX_MEMORY_MAX_BYTES: z.coerce
      .number()
      .int()
      .min(0)
      .default(768 * 1024 * 1024),
    CACHE_TTL_SEARCH_SECONDS: ttlSeconds.default(3600),
    CACHE_TTL_CONTEXT_SECONDS: ttlSeconds.default(3600),
  })
  .superRefine(checkEmbeddingKeys);

export type RetrievalConfig = Readonly<z.infer<typeof retrievalConfigSchema>>;
