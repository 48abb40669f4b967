import { MAX_CHUNK_CHARACTERS } from '../chunking/chunk-text.ts';
import type { ExtractedPart } from './extractor.ts';

/** The text of one table or document ends here; every thousand characters of it cost an embedding. */
export const MAX_RENDERED_CHARACTERS = 4 * 1024 * 1024;

/** Packs records, a blank line between them, into parts that are one chunk each: no cut falls inside of a record. */
export class RenderedRecords {
  readonly #parts: string[] = [];
  #characters = 0;
  #isFull = false;

  /** False when the text is full; it then stays as it is. */
  add(record: string): boolean {
    this.#isFull ||= this.#characters + record.length > MAX_RENDERED_CHARACTERS;
    if (this.#isFull) return false;
    this.#characters += record.length + 2;
    const last = this.#parts.at(-1);
    const joined = last === undefined ? record : `${last}\n\n${record}`;
    if (last === undefined || joined.length > MAX_CHUNK_CHARACTERS) this.#parts.push(record);
    else this.#parts[this.#parts.length - 1] = joined;
    return true;
  }

  parts(): ExtractedPart[] {
    return this.#parts.map((text) => ({ text }));
  }
}
