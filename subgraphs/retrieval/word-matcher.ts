import type { MayBeWanted } from '../shared/text/words.ts';

/** Finds the words of a query in passages, in whatever spelling they stand there. */
export interface WordMatcher {
  /** The stem that a word has in common with one of the query; `null` for a word that has none. */
  readonly match: (word: string) => string | null;
  /** False for nearly all words that do not match, and found out for a tenth of what `match` costs. */
  readonly mayMatch: MayBeWanted;
}

/** Matches exactly these spellings, each given with its stem. */
export function matcherOf(spellings: Iterable<readonly [word: string, stem: string]>): WordMatcher {
  const stems = new Map(spellings);
  // A bit for each first unit, in a word for each length; several share one.
  const beginnings = new Uint32Array(32);
  for (const word of stems.keys()) {
    beginnings[word.length % 32] = (beginnings[word.length % 32] ?? 0) | bitOf(word.charCodeAt(0));
  }
  return {
    match: (word) => stems.get(word) ?? null,
    mayMatch: (first, length) => ((beginnings[length % 32] ?? 0) & bitOf(first)) !== 0,
  };
}

function bitOf(first: number): number {
  return 1 << (first % 32);
}
