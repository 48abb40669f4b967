import { ENGLISH_FUNCTION_WORDS, FUNCTION_WORDS, NAME_PARTICLES } from './function-words.ts';

const LETTER = /\p{L}/gu;
const LATIN_LETTER = /\p{sc=Latin}/u;
const WORD = /[\p{L}\p{M}]+/gu;

/** Begins with a small letter, so that it is no name, and has a letter that English does without. */
const ACCENTED = /^\p{Ll}*(?![a-z])\p{Ll}/u;

/**
 * Whether a query is certainly not English: most of its letters are of another script, or words that only other languages
 * have outnumber English ones. Short queries of names and nouns say too little, and count as English: a model of
 * English does less harm to them than leaving it out.
 */
export function isForeign(query: string): boolean {
  const letters = query.match(LETTER) ?? [];
  const latin = letters.filter((letter) => LATIN_LETTER.test(letter)).length;
  if (latin * 2 < letters.length) return true;
  const words = query.normalize('NFC').match(WORD) ?? [];
  const lower = words.map((word) => word.toLowerCase());
  const english = lower.filter((word) => ENGLISH_FUNCTION_WORDS.has(word)).length;
  const foreign = lower.filter((word, at) => isForeignWord(word, lower[at - 1])).length;
  const accented = words.filter((word) => ACCENTED.test(word)).length;
  return foreign > english && (foreign >= 2 || accented >= 1);
}

function isForeignWord(word: string, before: string | undefined): boolean {
  if (FUNCTION_WORDS.has(word)) return true;
  return NAME_PARTICLES.has(word) && !(before !== undefined && NAME_PARTICLES.has(before));
}
