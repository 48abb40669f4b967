import type { Embedder } from '../shared/embedding/embedder.ts';
import { EMBEDDED_MODEL, type EmbeddingSpec, spaceOf } from '../shared/embedding/embedding-spec.ts';
import { type EmbedderAccess, openEmbedder } from '../shared/embedding/open-embedder.ts';
import { DomainError, hasErrorCode } from '../shared/service/domain-error.ts';
import type { RetrievalConfig } from './config.ts';

/**
 * The model that answered before the configured one, for the queries of a switch. A key is only ever sent to the server
 * that it was configured for. Never rejects: a model that cannot be opened is one that does not answer.
 */
export async function openEarlierEmbedder(
  spec: EmbeddingSpec,
  { config, access }: { readonly config: RetrievalConfig; readonly access: EmbedderAccess },
): Promise<Embedder> {
  try {
    if (spec.provider === 'embedded' && spec.model !== EMBEDDED_MODEL.model)
      throw new DomainError('MODEL_UNAVAILABLE', `There is no model ${spec.model} any more.`);
    const isSameServer = spec.baseUrl === config.EMBEDDING_BASE_URL?.replace(/\/+$/, '');
    const apiKey = isSameServer ? access.apiKey : config.EMBEDDING_PREVIOUS_API_KEY;
    return await openEmbedder(spec, { ...access, apiKey });
  } catch (error) {
    return createAbsentEmbedder(spec, error);
  }
}

function createAbsentEmbedder(spec: EmbeddingSpec, cause: unknown): Embedder {
  const dimensions = spec.dimensions ?? 1;
  const reason = hasErrorCode(cause) ? cause.message : 'It cannot be opened.';
  return {
    ...{ model: spec.model, provider: spec.provider, dimensions },
    ...{ maxInputTokens: spec.maxInputTokens, fusionWeight: spec.fusionWeight },
    space: spaceOf({ ...spec, dimensions }),
    embed: async () => {
      throw new DomainError('MODEL_UNAVAILABLE', reason, { cause });
    },
    findFault: async () => reason,
    close: async () => undefined,
  };
}
