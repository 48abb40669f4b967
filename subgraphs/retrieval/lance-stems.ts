import type { Table } from '@lancedb/lancedb';
import { type Word, wordsOf } from '../shared/text/words.ts';
import { foldSpelling } from './searchable-text.ts';
import { matcherOf, type WordMatcher } from './word-matcher.ts';

/** The words of a language that are in use, in each of their spellings; some 10 MB. */
const MOST_WORDS = 100_000;

type Stems = Map<string, string | null>;

/**
 * What the table's tokenizer makes of words, remembered: it never makes anything else of one. The words of passages are learnt when
 * they are read, so that a search, which shows thousands of words, need not look whether it knows each of them.
 */
export class LanceStems {
  readonly #table: Table;
  readonly #mostWords: number;
  readonly #known: Stems = new Map();
  /** The other way: in which spellings each stem is known. */
  readonly #spellings = new Map<string, string[]>();
  /** There was no room for words of passages that were read. */
  #isFull = false;

  constructor(table: Table, mostWords = MOST_WORDS) {
    this.#table = table;
    this.#mostWords = mostWords;
  }

  /** Learns the words of passages that are read, as far as there is room. */
  async learn(texts: readonly string[]): Promise<void> {
    const unknown = unknownOf(
      texts.map((text) => wordsOf(text)),
      this.#known,
    );
    if (unknown.length === 0) return;
    if (this.#known.size + unknown.length > this.#mostWords) {
      this.#isFull = true;
      return;
    }
    for (const [word, stem] of await this.#stemsOf(unknown)) this.#keep(word, stem);
  }

  /** Finds the words that have a stem of `query`'s in texts that were learnt. */
  async matcher(query: string, texts: readonly string[]): Promise<WordMatcher> {
    const asked = wordsOf(query);
    const shown = this.#isFull ? texts.map((text) => wordsOf(text)) : [];
    // Not remembered: clients choose these words, and would use up the room for those of passages.
    const others = await this.#stemsOf(unknownOf([asked, ...shown], this.#known));
    const stems = new Set<string>();
    for (const { text } of asked) {
      const stem = this.#known.get(text) ?? others.get(text);
      if (stem) stems.add(stem);
    }
    const spellings: [word: string, stem: string][] = [];
    for (const stem of stems)
      for (const word of this.#spellings.get(stem) ?? []) spellings.push([word, stem]);
    for (const [word, stem] of others)
      if (stem !== null && stems.has(stem)) spellings.push([word, stem]);
    return matcherOf(spellings);
  }

  #keep(word: string, stem: string | null): void {
    if (this.#known.has(word)) return;
    this.#known.set(word, stem);
    if (stem === null) return;
    const spellings = this.#spellings.get(stem);
    if (spellings === undefined) this.#spellings.set(stem, [word]);
    else spellings.push(word);
  }

  /** All in one call, which costs about a millisecond. */
  async #stemsOf(words: readonly string[]): Promise<Stems> {
    if (words.length === 0) return new Map();
    const folded = words.map((word) => foldSpelling(word).replaceAll(/\s+/g, ''));
    const tokens = await this.#table.tokenize(folded.join(' '), { column: 'words' });
    const byPosition = new Map(tokens.map(({ position, text }) => [position, text]));
    return new Map(words.map((word, position) => [word, byPosition.get(position) ?? null]));
  }
}

function unknownOf(texts: readonly (readonly Word[])[], known: Stems): string[] {
  const unknown = new Set<string>();
  for (const words of texts)
    for (const { text } of words) {
      if (!known.has(text)) unknown.add(text);
    }
  return [...unknown];
}
