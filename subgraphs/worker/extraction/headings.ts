/** A Markdown heading and where its line begins in the text. */
export interface Heading {
  readonly offset: number;
  readonly title: string;
}

/** A longer line is no heading, and would keep the pattern below busy for hours. */
const MAX_LINE_CHARACTERS = 1_000;

/** The `#` headings of a Markdown text in order; lines inside fenced code are none. */
export function readHeadings(markdown: string): Heading[] {
  const headings: Heading[] = [];
  let isCode = false;
  let offset = 0;
  for (const line of markdown.split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
    const isShort = line.length <= MAX_LINE_CHARACTERS;
    const title = isCode || !isShort ? undefined : /^#{1,6}[ \t]+(.*?)[ \t#]*$/.exec(line)?.[1];
    if (title) headings.push({ offset, title });
    offset += line.length + 1;
  }
  return headings;
}
