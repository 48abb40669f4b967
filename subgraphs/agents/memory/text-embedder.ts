import type { EmbeddingsAnswer } from '../../shared/embedding/embeddings-answer.ts';

/** What memory needs of a model, which is another service's. */
export interface TextEmbedder {
  /** Rejects with the code that the service gave, or SUBGRAPH_UNAVAILABLE, or TIMEOUT. */
  embed(
    texts: readonly string[],
    options: { readonly timeoutMs: number; readonly requestId?: string },
  ): Promise<EmbeddingsAnswer>;
}
