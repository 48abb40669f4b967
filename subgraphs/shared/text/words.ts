/** A word of a text and where it stands, in UTF-16 units. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Runs of letters, their marks and digits: the same cut that the index's words have. */
const WORD = /[\p{Alphabetic}\p{M}\p{N}]+/gu;

/** Scripts whose words stand side by side without blanks; there Unicode's dictionaries say where a word ends. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

export function wordsOf(text: string): Word[] {
  const isUnspaced = UNSPACED.test(text);
  const words: Word[] = [];
  for (const { 0: run, index } of text.matchAll(WORD)) {
    if (isUnspaced && UNSPACED.test(run)) words.push(...segmentsOf(run, index));
    else words.push({ text: run, start: index, end: index + run.length });
  }
  return words;
}

function segmentsOf(run: string, offset: number): Word[] {
  const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
  return [...segmenter.segment(run)].map(({ segment, index }) => ({
    text: segment,
    start: offset + index,
    end: offset + index + segment.length,
  }));
}
