import { DomainError } from '../service/domain-error.ts';
import { createEmbeddedEmbedder } from './embedded-embedder.ts';
import type { Embedder } from './embedder.ts';
import { EmbeddingClient } from './embedding-client.ts';
import type { EmbeddingSpec } from './embedding-spec.ts';
import type { CallLimits } from './model-calls.ts';
import { modelUnavailable } from './model-unavailable.ts';
import { createOnnxEmbedder } from './onnx-embedder.ts';
import { createOpenAICompatibleEmbedder } from './openai-compatible-embedder.ts';

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
  if (provider === 'onnx' && folder !== undefined) return createOnnxEmbedder({ ...spec, folder });
  if (provider !== 'openai-compatible' || baseUrl === undefined)
    return createEmbeddedEmbedder(spec);
  const client = new EmbeddingClient({ ...access, baseUrl, model: spec.model });
  const dimensions = spec.dimensions ?? (await askDimensions(client, spec.model));
  const known = { ...spec, baseUrl, dimensions };
  return createOpenAICompatibleEmbedder({ spec: known, apiKey: access.apiKey, client });
}

async function askDimensions(client: EmbeddingClient, model: string): Promise<number> {
  try {
    const [vector] = await client.embed(['How many numbers has a vector?']);
    return vector?.length ?? 0;
  } catch (error) {
    client.close();
    const { message, isPassing, cause } = modelUnavailable(model, error);
    throw new DomainError(
      'MODEL_UNAVAILABLE',
      `${message} It was asked for the size of its vectors; start its server first, or set EMBEDDING_DIMENSIONS.`,
      { isPassing, cause },
    );
  }
}
