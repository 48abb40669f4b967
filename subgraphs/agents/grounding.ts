import type { Cache } from '../shared/cache/types.ts';
import { CONTEXT_TAG } from '../shared/service/cache-tags.ts';
import { keepFor } from './keep-for.ts';
import { type Bundle, type CitedPassage, type Retrieval, toQuery } from './retrieval.ts';

/** How much of the prompt the passages may take. */
const TOKEN_BUDGET = 4000;

/** The passages that an answer may cite, by chunk. */
export class Grounding {
  readonly bundle: Bundle;
  readonly #byChunk: ReadonlyMap<string, CitedPassage>;

  constructor(bundle: Bundle) {
    this.bundle = bundle;
    this.#byChunk = new Map(bundle.passages.map((passage) => [passage.chunkId, passage]));
  }

  /** The citable passage of a chunk, or null when the bundle has none. */
  find(chunkId: string): CitedPassage | null {
    return this.#byChunk.get(chunkId) ?? null;
  }

  has(number: number): boolean {
    return this.bundle.passages.some((passage) => passage.number === number);
  }
}

/** Fetches the context bundle for a question; the same question again costs a cache read until content changes. */
export async function groundQuestion(
  deps: { readonly retrieval: Retrieval; readonly cache: Cache; readonly ttlSeconds: number },
  question: { readonly text: string; readonly sessionId: string; readonly requestId: string },
): Promise<Grounding> {
  const key = { query: toQuery(question.text), tokenBudget: TOKEN_BUDGET };
  const { value } = await deps.cache.getOrLoad(
    {
      kind: 'tool',
      key: { grounding: 1, ...key },
      tags: [CONTEXT_TAG],
      text: key.query,
      ttlSeconds: deps.ttlSeconds,
    },
    async () =>
      keepFor(question.sessionId, await deps.retrieval.contextBundle(key, question.requestId)),
  );
  return new Grounding(value);
}
