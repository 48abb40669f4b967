import type { Table } from '@lancedb/lancedb';
import type { Word } from '../shared/text/words.ts';
import type { StemOf } from './chunk-index.ts';
import { foldSpelling } from './searchable-text.ts';

/** The words of a language that are in use, in each of their spellings; some 10 MB. */
const MOST_WORDS = 100_000;

/** What the table's tokenizer makes of words, remembered: it never makes anything else of one. */
export class LanceStems {
  readonly #table: Table;
  #known = new Map<string, string | null>();

  constructor(table: Table) {
    this.#table = table;
  }

  /** Gives the stem of each word of these texts; `null` for one that the index leaves out. All that are new are stemmed in one call. */
  async of(texts: readonly (readonly Word[])[]): Promise<StemOf> {
    const known = this.#known;
    const unknown = unknownOf(texts, known);
    if (unknown.size > 0) await this.#learn([...unknown], known);
    // They come back with the vocabulary of the day, which is cheaper than to find out which word was used last.
    if (known.size > MOST_WORDS) this.#known = new Map();
    return (word) => known.get(word) ?? null;
  }

  /** Stems words before a search has to, as far as there is room. */
  async warm(texts: readonly (readonly Word[])[]): Promise<void> {
    const unknown = unknownOf(texts, this.#known);
    if (unknown.size === 0 || this.#known.size + unknown.size > MOST_WORDS) return;
    await this.#learn([...unknown], this.#known);
  }

  async #learn(words: readonly string[], known: Map<string, string | null>): Promise<void> {
    const folded = words.map((word) => foldSpelling(word).replaceAll(/\s+/g, ''));
    const tokens = await this.#table.tokenize(folded.join(' '), { column: 'words' });
    const byPosition = new Map(tokens.map(({ position, text }) => [position, text]));
    words.forEach((word, position) => void known.set(word, byPosition.get(position) ?? null));
  }
}

/** Loops: a search asks for thousands of words, and knows them all. */
function unknownOf(
  texts: readonly (readonly Word[])[],
  known: ReadonlyMap<string, unknown>,
): Set<string> {
  const unknown = new Set<string>();
  for (const words of texts)
    for (const { text } of words) {
      if (!known.has(text)) unknown.add(text);
    }
  return unknown;
}
