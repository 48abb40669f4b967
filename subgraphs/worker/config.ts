import { z } from 'zod';
import { checkEmbeddingKeys, embeddingKeys } from '../shared/embedding/embedding-keys.ts';
import { port, serviceKeys, ttlSeconds } from '../shared/service/config.ts';

const DAY_SECONDS = 86_400;

/** What the worker reads from its environment. */
export const workerConfigSchema = z
  .object({
    ...serviceKeys,
    ...embeddingKeys,
    WORKER_PORT: port.default(8001),
    RETRIEVAL_URL: z.url().default('http://127.0.0.1:8002'),
    AGENTS_URL: z.url().default('http://127.0.0.1:8003'),
    GATEWAY_URL: z.url().default('http://127.0.0.1:4000'),
    MAX_UPLOAD_BYTES: z.coerce
      .number()
      .int()
      .min(1)
      .default(100 * 1024 * 1024),
    /** Files that are processed at the same time; each needs a process of its own for its parser. */
    WORKER_JOB_CONCURRENCY: z.coerce.number().int().min(1).max(32).default(2),
    /** How long a parser may take over one file before its process is killed and the file is FAILED. */
    EXTRACTION_TIMEOUT_SECONDS: z.coerce.number().positive().max(3600).default(60),
    /** Whether the place that a picture's EXIF tells is kept in its properties. */
    EXIF_GPS: z.stringbool().default(false),
    /** Pages of a scanned document whose text is recognised at most. */
    OCR_MAX_PAGES: z.coerce.number().int().min(0).max(1000).default(20),
    TRANSCRIPTION_BASE_URL: z.url().optional(),
    TRANSCRIPTION_MODEL: z.string().min(1).optional(),
    TRANSCRIPTION_API_KEY: z.string().min(1).optional(),
    TRANSCRIPTION_API_KEY_FILE: z.string().min(1).optional(),
    TRANSCRIPTION_TIMEOUT_SECONDS: z.coerce.number().positive().max(3600).default(300),
    TRANSCRIPTION_MAX_RETRIES: z.coerce.number().int().min(0).max(10).default(2),
    TRANSCRIPTION_MAX_BYTES: z.coerce
      .number()
      .int()
      .min(1)
      .default(25 * 1024 * 1024),
    CACHE_TTL_MODEL_SECONDS: ttlSeconds.default(DAY_SECONDS),
    CACHE_TTL_EMBEDDING_SECONDS: ttlSeconds.default(DAY_SECONDS),
    CACHE_TTL_PROCESSING_SECONDS: ttlSeconds.default(DAY_SECONDS),
    CHAT_BASE_URL: z.url().optional(),
    CHAT_MODEL: z.string().min(1).optional(),
    CHAT_API_KEY: z.string().min(1).optional(),
    CHAT_API_KEY_FILE: z.string().min(1).optional(),
  })
  .superRefine(checkEmbeddingKeys);

export type WorkerConfig = Readonly<z.infer<typeof workerConfigSchema>>;
