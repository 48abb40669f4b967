/** A word of a text and where it stands, in UTF-16 units. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Says of the first UTF-16 unit of a word and of its length that no such word is wanted, or that one may be. */
export type MayBeWanted = (first: number, length: number) => boolean;

/** Letters, their marks and digits: the same cut that the index's words have. */
const WORD_CHARACTER = /^[\p{Alphabetic}\p{M}\p{N}]/u;
const ASCII = Uint8Array.from({ length: 128 }, (_, code) =>
  WORD_CHARACTER.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Scripts whose words stand side by side without blanks; there Unicode's dictionaries say where a word ends. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/**
 * The words of a text in their order, but for those that cannot be wanted. Written as a loop over characters: a page of hits has thousands
 * of words, and a match of a regular expression is an object for each of them.
 */
export function wordsOf(text: string, mayBeWanted: MayBeWanted = () => true): Word[] {
  const isUnspaced = UNSPACED.test(text);
  const words: Word[] = [];
  for (let start = 0; start < text.length; ) {
    const end = endOfRun(text, start);
    if (end === start) start += 1;
    else {
      if (isUnspaced && UNSPACED.test(text.slice(start, end)))
        words.push(...segmentsOf(text.slice(start, end), start).filter(isWanted));
      else if (mayBeWanted(text.charCodeAt(start), end - start))
        words.push({ text: text.slice(start, end), start, end });
      start = end;
    }
  }
  return words;

  function isWanted({ text: word }: Word): boolean {
    return mayBeWanted(word.charCodeAt(0), word.length);
  }
}

/** Where the run of letters ends that begins at `start`; `start` itself when none does. */
function endOfRun(text: string, start: number): number {
  let end = start;
  for (let width = 1; width > 0; end += width) width = widthOfLetter(text, end);
  return end;
}

/** Of a letter, mark or digit that stands there: 1 or 2 UTF-16 units; 0 for anything else. */
function widthOfLetter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return ASCII[code] ?? 0;
  const point = text.codePointAt(at);
  if (point === undefined || !WORD_CHARACTER.test(String.fromCodePoint(point))) return 0;
  return point > 0xffff ? 2 : 1;
}

function segmentsOf(run: string, offset: number): Word[] {
  const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
  return [...segmenter.segment(run)].map(({ segment, index }) => ({
    text: segment,
    start: offset + index,
    end: offset + index + segment.length,
  }));
}
