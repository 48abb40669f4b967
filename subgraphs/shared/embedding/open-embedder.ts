import { createEmbeddedEmbedder } from './embedded-embedder.ts';
import type { Embedder } from './embedder.ts';
import type { EmbeddingSpec } from './embedding-spec.ts';
import type { CallLimits } from './model-calls.ts';

/** How a model is reached, beside what names it. */
export interface EmbedderAccess extends CallLimits {
  readonly apiKey: string | undefined;
  readonly batchSize: number;
}

/**
 * The model of the specification. When the size of its vectors is not known it is asked for one: then this rejects with
 * MODEL_UNAVAILABLE while the model is away.
 */
export async function openEmbedder(spec: EmbeddingSpec, access: EmbedderAccess): Promise<Embedder> {
  const { provider, baseUrl, folder } = spec;
  // Only who is set up for a server or a folder pays for loading what they need: a third of a second at each start.
  if (provider === 'onnx' && folder !== undefined) {
    const { createOnnxEmbedder } = await import('./onnx-embedder.ts');
    return createOnnxEmbedder({ ...spec, folder });
  }
  if (provider === 'openai-compatible' && baseUrl !== undefined) {
    const { createOpenAICompatibleEmbedder } = await import('./openai-compatible-embedder.ts');
    return createOpenAICompatibleEmbedder({ ...spec, baseUrl }, access);
  }
  return createEmbeddedEmbedder(spec);
}
