import type { Embedder } from '../../shared/embedding/embedder.ts';
import type { ModelSource } from './model.ts';

/** The model of the stack's vectors: available while it finds no fault with itself. */
export function createEmbeddingModelSource(embedder: Embedder): ModelSource {
  const { model: name, provider, space, dimensions, maxInputTokens } = embedder;
  return {
    name,
    kind: 'EMBEDDING',
    provider,
    settings: { space, dimensions, maxInputTokens },
    describe: async () => {
      const unavailableReason = await embedder.findFault();
      const available = unavailableReason === null;
      return {
        ...{ name, kind: 'EMBEDDING', provider, dimensions, maxInputTokens },
        available,
        unavailableReason,
      };
    },
  };
}
