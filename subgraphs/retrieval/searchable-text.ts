/** Letters, their marks and digits; everything else parts words. */
const RUN = /[\p{Alphabetic}\p{M}\p{N}]+/gu;

/** Scripts written without blanks between words. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}ー]+/gu;

/** Korean has blanks, but particles stick to words. */
const HANGUL = /^\p{sc=Hangul}{3,}$/u;

/** Marks that writers leave out: accents, and the vowel points of Hebrew and Arabic. In Hindi or Thai they are letters. */
const LOOSE_MARKS =
  /(?<=[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{sc=Hebrew}\p{sc=Arabic}])\p{Mn}+/gu;

const SPELLINGS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

/**
 * A text as its words are indexed, and a query as they are looked for: tokens joined by blanks, the same in every
 * spelling (case, accents, width, ligatures). Where words have no blanks between them there is no telling where they
 * begin, so every character and every pair of neighbours is a token, as in Lucene's CJK analyzer; a Korean word comes
 * with its pairs.
 */
export function searchableText(text: string): string {
  return [...foldSpelling(text).matchAll(RUN)].flatMap(([run]) => tokensOf(run)).join(' ');
}

/** One spelling for what readers take for the same word. */
export function foldSpelling(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(LOOSE_MARKS, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[ßæœøłđı]/g, (letter) => SPELLINGS[letter] ?? letter);
}

function tokensOf(run: string): string[] {
  if (HANGUL.test(run)) return [run, ...pairsOf(run)];
  const spaced = run.split(UNSPACED).filter((part) => part !== '');
  const unspaced = run.match(UNSPACED) ?? [];
  return [...spaced, ...unspaced.flatMap((part) => [...part, ...pairsOf(part)])];
}

function pairsOf(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).map((character, at) => `${characters[at]}${character}`);
}
