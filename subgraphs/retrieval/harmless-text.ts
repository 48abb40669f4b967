import type { ContextFormat } from './context-format.ts';

/** What only the bundle itself may write: a number in brackets. */
const CITATION = /\[(\d+)\]/g;

/** The same with the backslashes before it, which count in Markdown. */
const BRACKETED = /(\\*)(\[\d+\])/g;

/** Everything that says nothing and that terminals and parsers obey; tabs and line ends stay. */
const CONTROL = /[^\P{Cc}\t\n]|[\u2028\u2029]/gu;

/** What opens a heading, a fence, a rule, a table's or heading's underline, or HTML at the beginning of a line. */
const BLOCK_OPENING = /^([ \t>]*)(#|```|~~~|<|[-=_*](?=[ \t]*[-=_*]))/gm;

/**
 * The text of a document as a bundle may hold it: it cannot pass for a citation, and in Markdown it cannot open anything
 * that goes on after its passage. People read the same; `quote` of the citation has the text as it stands in the chunk.
 */
export function harmless(text: string, format: ContextFormat): string {
  const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll(CONTROL, ' ');
  if (format !== 'MARKDOWN') return lines.replaceAll(CITATION, '[ $1 ]');
  return lines.replaceAll(BRACKETED, escapeOnce).replaceAll(BLOCK_OPENING, '$1\\$2');
}

/** An odd number of backslashes has escaped the bracket already; one more would free it. */
function escapeOnce(_: string, slashes: string, bracketed: string): string {
  return `${slashes}${slashes.length % 2 === 0 ? '\\' : ''}${bracketed}`;
}
