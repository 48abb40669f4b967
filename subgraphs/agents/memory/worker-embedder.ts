import { readEmbeddingsAnswer } from '../../shared/embedding/embeddings-answer.ts';
import { DomainError } from '../../shared/service/domain-error.ts';
import type { ServiceClient } from '../../shared/service/service-client.ts';
import type { TextEmbedder } from './text-embedder.ts';

/** What of a text is embedded: a vector holds no more, and a model's time grows with the length. */
const MAX_CHARACTERS = 2000;

/** The worker's model over `POST /internal/v1/embeddings`: one copy of it in memory, and its cache of vectors. */
export function createWorkerEmbedder(client: ServiceClient): TextEmbedder {
  return {
    embed: async (texts, options) => {
      const body = { texts: texts.map(beginning) };
      const path = '/internal/v1/embeddings';
      const answer = read(await client.call({ method: 'POST', path, body, ...options }));
      if (answer.vectors.length === texts.length) return answer;
      throw unreadable();
    },
  };
}

/** Without half of a surrogate pair at its end. */
function beginning(text: string): string {
  return text.slice(0, MAX_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '');
}

function read(answer: unknown) {
  try {
    return readEmbeddingsAnswer(answer);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function unreadable(cause?: unknown): DomainError {
  return new DomainError(
    'SUBGRAPH_UNAVAILABLE',
    'The worker service gave vectors that cannot be read.',
    { cause },
  );
}
