import { findServerFault } from '../service/find-server-fault.ts';
import type { Embedder } from './embedder.ts';
import type { EmbeddingClient } from './embedding-client.ts';
import { type EmbeddingSpec, spaceOf } from './embedding-spec.ts';
import { modelUnavailable } from './model-unavailable.ts';
import { ServerFault } from './server-fault.ts';

export interface OpenAICompatibleOptions {
  readonly spec: EmbeddingSpec & { readonly baseUrl: string; readonly dimensions: number };
  readonly apiKey: string | undefined;
  readonly client: EmbeddingClient;
}

/** A model behind a server that speaks OpenAI's protocol. */
export function createOpenAICompatibleEmbedder(options: OpenAICompatibleOptions): Embedder {
  const { spec, client } = options;
  const { model, provider, dimensions, maxInputTokens, fusionWeight } = spec;
  return {
    ...{ model, provider, dimensions, maxInputTokens, fusionWeight },
    space: spaceOf(spec),
    embed: async (texts) => {
      try {
        return await client.embed(texts, dimensions);
      } catch (error) {
        throw modelUnavailable(model, error);
      }
    },
    findFault: () => findFault(options),
    close: async () => client.close(),
  };
}

/** `/v1/models` costs nothing; a server that does not have it is asked for a vector. */
async function findFault({
  spec,
  apiKey,
  client,
}: OpenAICompatibleOptions): Promise<string | null> {
  const { status, reason } = await findServerFault({
    baseUrl: spec.baseUrl,
    apiKey,
    addressKey: 'EMBEDDING_BASE_URL',
    secretKey: 'EMBEDDING_API_KEY',
  });
  if (status !== 404 && status !== 405) return reason;
  try {
    await client.embed(['ready'], spec.dimensions);
    return null;
  } catch (error) {
    return error instanceof ServerFault ? `The embedding model ${error.message}.` : reason;
  }
}
