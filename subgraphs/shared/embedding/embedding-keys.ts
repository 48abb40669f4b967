import { z } from 'zod';

const whole = z.coerce.number().int().min(1);

/** What every process that embeds reads from its environment, so that worker and retrieval are told of the same model. */
export const embeddingKeys = {
  /** An OpenAI-compatible server, up to `/v1`. Without it and without a folder the embedded model is used. */
  EMBEDDING_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  EMBEDDING_MODEL: z.string().min(1).max(200).optional(),
  EMBEDDING_API_KEY: z.string().min(1).optional(),
  /** A file that holds the key, for secrets that are mounted. */
  EMBEDDING_API_KEY_FILE: z.string().min(1).optional(),
  /** A model in ONNX form with its tokenizer, read from disk. */
  EMBEDDING_ONNX_FOLDER: z.string().min(1).optional(),
  /** Numbers in a vector; asked of the model when absent. */
  EMBEDDING_DIMENSIONS: whole.max(8192).optional(),
  EMBEDDING_MAX_INPUT_TOKENS: whole.optional(),
  /** The weight of meaning against words in hybrid search. */
  EMBEDDING_FUSION_ALPHA: z.coerce.number().min(0).max(1).optional(),
  /** Texts in one call. */
  EMBEDDING_BATCH_SIZE: whole.max(2048).default(64),
  /** Calls under way at the same time. */
  EMBEDDING_CONCURRENCY: whole.max(64).default(4),
  /** How long one call may take. */
  EMBEDDING_TIMEOUT_SECONDS: z.coerce.number().positive().max(600).default(30),
  /** How often a call that failed in passing is tried again. */
  EMBEDDING_MAX_RETRIES: z.coerce.number().int().min(0).max(10).default(3),
} as const;

const shape = z.object(embeddingKeys);

/** The values of the keys above. */
export type EmbeddingConfig = z.infer<typeof shape>;

/** What no single key can say. To be given to `superRefine` by every schema that spreads the keys. */
export function checkEmbeddingKeys(
  config: EmbeddingConfig,
  context: Pick<z.RefinementCtx, 'addIssue'>,
): void {
  const refuse = (key: keyof EmbeddingConfig, message: string) =>
    context.addIssue({ code: 'custom', path: [key], message });
  const { EMBEDDING_BASE_URL: baseUrl, EMBEDDING_ONNX_FOLDER: folder } = config;
  // The address is kept in a store and shown; nothing secret may be in it.
  if (baseUrl !== undefined && /[?#]|:\/\/[^/]*@/.test(baseUrl))
    refuse(
      'EMBEDDING_BASE_URL',
      'no user, password or query in it; a key goes into its own variable',
    );
  if (baseUrl !== undefined && config.EMBEDDING_MODEL === undefined)
    refuse('EMBEDDING_MODEL', 'name the model of the server at EMBEDDING_BASE_URL');
  if (config.EMBEDDING_MODEL !== undefined && baseUrl === undefined && folder === undefined)
    refuse('EMBEDDING_MODEL', 'is set together with EMBEDDING_BASE_URL or EMBEDDING_ONNX_FOLDER');
  if (baseUrl !== undefined && folder !== undefined)
    refuse('EMBEDDING_ONNX_FOLDER', 'EMBEDDING_BASE_URL or EMBEDDING_ONNX_FOLDER, not both');
}
