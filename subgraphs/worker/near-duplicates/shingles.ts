import { mix32 } from './mix32.ts';

/** Taken once: where globals are looked up in a sandbox each look costs more than the product. */
const { imul } = Math;

/** Words in a shingle. */
const WORDS = 3;
/** A text with more shingles is judged by its beginning. */
const MAX_SHINGLES = 1_000_000;

/** Letters and digits; where no spaces stand between words every character counts as one. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu;

/**
 * The different runs of three words in a text, each as a 32-bit hash (A. Broder, "On the resemblance and containment
 * of documents", 1997). Case, white space, punctuation, the marks of Markdown and the targets of its links do not count.
 */
export function shinglesOf(parts: readonly string[]): Set<number> {
  const shingles = new Set<number>();
  let before = 0;
  let last = 0;
  let words = 0;
  for (const part of parts) {
    const text = part
      .replace(/\]\([^)\s]*\)/g, ']')
      .normalize('NFKC')
      .toLowerCase();
    for (const [word] of text.matchAll(WORD)) {
      const hash = hashWord(word);
      words += 1;
      if (words >= WORDS) shingles.add(combine(before, last, hash));
      if (shingles.size >= MAX_SHINGLES) return shingles;
      before = last;
      last = hash;
    }
  }
  return shingles;
}

function combine(first: number, second: number, third: number): number {
  return mix32(mix32(mix32(first) ^ second) ^ third);
}

/** FNV-1a over UTF-16 units. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
