import { DomainError } from '../service/domain-error.ts';
import { findServerFault } from '../service/find-server-fault.ts';
import type { Embedder } from './embedder.ts';
import { EmbeddingClient } from './embedding-client.ts';
import { type EmbeddingSpec, spaceOf } from './embedding-spec.ts';
import { modelUnavailable } from './model-unavailable.ts';
import type { EmbedderAccess } from './open-embedder.ts';
import { ServerFault } from './server-fault.ts';

type ServerSpec = EmbeddingSpec & { readonly baseUrl: string };

/** A model behind a server that speaks OpenAI's protocol. Asks it for the size of its vectors when that is not known. */
export async function createOpenAICompatibleEmbedder(
  spec: ServerSpec,
  access: EmbedderAccess,
): Promise<Embedder> {
  const { model, provider, baseUrl, maxInputTokens, fusionWeight } = spec;
  const client = new EmbeddingClient({ ...access, baseUrl, model });
  const dimensions = spec.dimensions ?? (await askDimensions(client, model));
  return {
    ...{ model, provider, dimensions, maxInputTokens, fusionWeight },
    space: spaceOf({ ...spec, dimensions }),
    embed: async (texts) => {
      try {
        return await client.embed(texts, dimensions);
      } catch (error) {
        throw modelUnavailable(model, error);
      }
    },
    findFault: () => findFault({ baseUrl, dimensions, client, apiKey: access.apiKey }),
    close: async () => client.close(),
  };
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

/** `/v1/models` costs nothing; a server that does not have it is asked for a vector. */
async function findFault(server: {
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  readonly dimensions: number;
  readonly client: EmbeddingClient;
}): Promise<string | null> {
  const { baseUrl, apiKey, dimensions, client } = server;
  const keys = { addressKey: 'EMBEDDING_BASE_URL', secretKey: 'EMBEDDING_API_KEY' };
  const { status, reason } = await findServerFault({ baseUrl, apiKey, ...keys });
  if (status !== 404 && status !== 405) return reason;
  try {
    await client.embed(['ready'], dimensions);
    return null;
  } catch (error) {
    return error instanceof ServerFault ? `The embedding model ${error.message}.` : reason;
  }
}
