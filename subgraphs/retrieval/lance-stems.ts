import type { Table } from '@lancedb/lancedb';
import { foldSpelling } from './searchable-text.ts';

/** The words of a language that are in use; some 5 MB. */
const MOST_WORDS = 50_000;

/** What the table's tokenizer makes of words, remembered: it never makes anything else of one. */
export class LanceStems {
  readonly #table: Table;
  #known = new Map<string, string | null>();

  constructor(table: Table) {
    this.#table = table;
  }

  /** The stem of each word; `null` for one that the index leaves out. */
  async of(words: readonly string[]): Promise<readonly (string | null)[]> {
    const known = this.#known;
    const unknown = words.filter((word) => !known.has(word));
    if (unknown.length > 0) await this.#learn(unknown, known);
    // They come back with the vocabulary of the day, which is cheaper than to find out which word was used last.
    if (known.size > MOST_WORDS) this.#known = new Map();
    return words.map((word) => known.get(word) ?? null);
  }

  async #learn(words: readonly string[], known: Map<string, string | null>): Promise<void> {
    const folded = words.map((word) => foldSpelling(word).replaceAll(/\s+/g, ''));
    const tokens = await this.#table.tokenize(folded.join(' '), { column: 'words' });
    const byPosition = new Map(tokens.map(({ position, text }) => [position, text]));
    words.forEach((word, position) => void known.set(word, byPosition.get(position) ?? null));
  }
}
