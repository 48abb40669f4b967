/** A piece of a file's text that retrieval found. */
export interface Passage {
  readonly chunkId: string;
  readonly fileHash: string;
  /** The file's title or name; null when retrieval did not say. */
  readonly title: string | null;
  /** Its place in the file, from 0; absent when retrieval did not say. */
  readonly position?: number;
  readonly text: string;
}

/** A passage with the number by which texts cite it. */
export interface CitedPassage extends Passage {
  readonly number: number;
}

/** Passages for one question, numbered; the id finds them again in the graph. */
export interface Bundle {
  readonly id: string;
  readonly passages: readonly CitedPassage[];
}

/** What was read, and the cache tags of it; null when the answer must not be kept. */
export interface Tagged<T> {
  readonly value: T;
  readonly tags: readonly string[] | null;
}

/** What agents need of the retrieval service. Rejects with the code that the service gave, or SUBGRAPH_UNAVAILABLE, or TIMEOUT. */
export interface Retrieval {
  search(
    query: { readonly query: string; readonly first: number },
    requestId?: string,
  ): Promise<Tagged<readonly Passage[]>>;
  contextBundle(
    query: { readonly query: string; readonly tokenBudget: number },
    requestId?: string,
  ): Promise<Tagged<Bundle>>;
  /** The best passage of each file that is closest in meaning to this one; none of a file that retrieval does not know. */
  similarFiles(
    query: { readonly hash: string; readonly first: number },
    requestId?: string,
  ): Promise<Tagged<readonly Passage[]>>;
  /** What the numbers stand for in a text that was made from this bundle; none when it cannot be made anew. */
  citedPassages(bundleId: string, requestId?: string): Promise<Tagged<readonly CitedPassage[]>>;
}

/** The longest query that retrieval takes, in characters. */
export const MAX_QUERY_LENGTH = 2000;

/** A question of any length as a query. */
export function toQuery(question: string): string {
  const cut = question.trim().slice(0, MAX_QUERY_LENGTH);
  return cut.replace(/[\uD800-\uDBFF]$/, '').trim();
}
