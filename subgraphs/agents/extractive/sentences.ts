const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** What stands before a line's words in Markdown: heading, quotation, list and table marks. */
const LINE_MARKS = /^(?:\s|#+\s|>|[-*+]\s|\d{1,3}[.)]\s|\|)+/u;
/** A line break inside a paragraph: not before an empty line, a list entry, a heading, a table row or a quotation. */
const SOFT_BREAK = /(?<=\S)[ \t]*\r?\n(?!\s*(?:\r?\n|[-*+]\s|\d{1,3}[.)]\s|#|\||>|$))/gu;

/** Longer ones are code, tables or lists without full stops; they are taken line by line, and cut between words. */
const MAX_LENGTH = 400;

/**
 * The sentences of a text, each an exact substring of it. Hard-wrapped lines are read as one paragraph, and marks
 * of Markdown at the beginning of a line are left out.
 */
export function splitSentences(text: string): string[] {
  // Of equal length, so that places in it are places in the text.
  const unwrapped = text.replace(SOFT_BREAK, (softBreak) => ' '.repeat(softBreak.length));
  return [...segmenter.segment(unwrapped)]
    .flatMap(({ segment, index }) => splitLines(segment, index))
    .map(({ start, end }) => text.slice(start, end))
    .flatMap((sentence) => (sentence.length > MAX_LENGTH ? sentence.split('\n') : [sentence]))
    .map((sentence) => cutBetweenWords(sentence.replace(LINE_MARKS, '').trimEnd()))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function cutBetweenWords(sentence: string): string {
  if (sentence.length <= MAX_LENGTH) return sentence;
  const lastSpace = sentence.lastIndexOf(' ', MAX_LENGTH);
  return sentence.slice(0, lastSpace > 0 ? lastSpace : MAX_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
}

/** Breaks that are left are real: a heading does not belong to the sentence below it. */
function splitLines(segment: string, offset: number): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  let start = offset;
  for (const line of segment.split('\n')) {
    lines.push({ start, end: start + line.length });
    start += line.length + 1;
  }
  return lines;
}
