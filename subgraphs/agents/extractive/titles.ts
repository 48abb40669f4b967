/** Marks of Markdown that make a line something else than a heading. */
const OTHER_MARKS = /^\s*(?:>|[-*+]\s|\d{1,3}[.)]\s|\|)/u;
const MAX_TITLE_LENGTH = 100;

/**
 * The headings of a text, without their marks: Markdown's, and lines that stand alone and end like no sentence does, as
 * headings come out of PDF and Word files. None when nothing else is in the text, for then they are what it says.
 */
export function findTitles(text: string, sentenceCount: number): ReadonlySet<string> {
  const titles = text
    .split(/\r?\n\s*\r?\n/)
    .map((paragraph) => paragraph.trim())
    .filter(isTitle)
    .map((line) => line.replace(/^#+\s+/, ''));
  return new Set(titles.length < sentenceCount ? titles : []);
}

function isTitle(paragraph: string): boolean {
  if (paragraph === '' || paragraph.includes('\n')) return false;
  if (/^#+\s/.test(paragraph)) return true;
  return (
    paragraph.length <= MAX_TITLE_LENGTH &&
    !OTHER_MARKS.test(paragraph) &&
    /[\p{L}\p{N})]$/u.test(paragraph)
  );
}
