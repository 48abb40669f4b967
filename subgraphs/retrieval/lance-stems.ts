import type { Table } from '@lancedb/lancedb';
import type { Word } from '../shared/text/words.ts';
import type { StemOf } from './chunk-index.ts';
import { foldSpelling } from './searchable-text.ts';

/** The words of a language that are in use, in each of their spellings; some 10 MB. */
const MOST_WORDS = 100_000;

type Stems = Map<string, string | null>;
type Texts = readonly (readonly Word[])[];

/**
 * What the table's tokenizer makes of words, remembered: it never makes anything else of one. The words of passages are learnt when
 * they are read, so that a search, which shows thousands of words, need not look whether it knows each of them.
 */
export class LanceStems {
  readonly #table: Table;
  readonly #mostWords: number;
  readonly #known: Stems = new Map();
  /** There was no room for words of passages that were read. */
  #isFull = false;

  constructor(table: Table, mostWords = MOST_WORDS) {
    this.#table = table;
    this.#mostWords = mostWords;
  }

  /** Learns the words of passages that are read, as far as there is room. */
  async learn(passages: Texts): Promise<void> {
    const unknown = unknownOf(passages, this.#known);
    if (unknown.length === 0) return;
    if (this.#known.size + unknown.length > this.#mostWords) this.#isFull = true;
    else await this.#stem(unknown, this.#known);
  }

  /** Gives the stems of a query's words and of those of passages that were learnt; `null` for a word that the index leaves out. */
  async of(query: readonly Word[], passages: Texts): Promise<StemOf> {
    const known = this.#known;
    const unknown = unknownOf(this.#isFull ? [query, ...passages] : [query], known);
    if (unknown.length === 0) return (word) => known.get(word) ?? null;
    // Not remembered: clients choose these words, and would use up the room for those of passages.
    const others: Stems = new Map();
    await this.#stem(unknown, others);
    return (word) => known.get(word) ?? others.get(word) ?? null;
  }

  /** All in one call, which costs about a millisecond. */
  async #stem(words: readonly string[], stems: Stems): Promise<void> {
    const folded = words.map((word) => foldSpelling(word).replaceAll(/\s+/g, ''));
    const tokens = await this.#table.tokenize(folded.join(' '), { column: 'words' });
    const byPosition = new Map(tokens.map(({ position, text }) => [position, text]));
    words.forEach((word, position) => void stems.set(word, byPosition.get(position) ?? null));
  }
}

function unknownOf(texts: Texts, known: Stems): string[] {
  const unknown = new Set<string>();
  for (const words of texts)
    for (const { text } of words) {
      if (!known.has(text)) unknown.add(text);
    }
  return [...unknown];
}
