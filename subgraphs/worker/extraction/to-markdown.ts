import { NodeHtmlMarkdown } from 'node-html-markdown';

const NOTHING = /(?!)/;

/** HTML as readable Markdown: headings, lists, tables and code stay; links keep their words and pictures go. */
export function toMarkdown(html: string): string {
  const words = html.replace(/<a\b[^<>]*>|<\/a>/gi, '');
  return NodeHtmlMarkdown.translate(words, {
    ignore: ['img', 'picture', 'video', 'audio'],
    bulletMarker: '-',
    maxConsecutiveNewlines: 2,
    // The text is read and searched, not rendered again: `2026\.` would only hide the year.
    globalEscape: [NOTHING, ''],
    lineStartEscape: [NOTHING, ''],
    textReplace: [[/\u00a0/g, ' ']],
  }).trim();
}
