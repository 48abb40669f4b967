import type { EmbeddingsAnswer } from '../../shared/embedding/embeddings-answer.ts';
import { type EmbedDeps, embedTexts } from './embed-texts.ts';

/** The vectors of texts with all that another service must know to compare and to weigh them. */
export async function answerEmbeddings(
  deps: EmbedDeps,
  texts: readonly string[],
): Promise<EmbeddingsAnswer> {
  const results = await embedTexts(deps, texts);
  const { space, fusionWeight, language = null } = deps.embedder;
  return { space, fusionWeight, language, vectors: results.map(({ value }) => value) };
}
