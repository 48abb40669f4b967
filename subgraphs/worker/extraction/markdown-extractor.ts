import { readFile } from 'node:fs/promises';
import { cleanText } from './clean-text.ts';
import type { Extractor } from './extractor.ts';
import { readHeadings } from './headings.ts';

/** Markdown: kept as written, because its marks help people and models alike; front matter becomes properties. */
export const markdownExtractor: Extractor = {
  name: 'markdown',
  extract: async ({ path }) => {
    const { frontMatter, body } = splitFrontMatter(cleanText(await readFile(path, 'utf8')));
    const title = frontMatter['title'] ?? readHeadings(body)[0]?.title ?? null;
    const isPresent = Object.keys(frontMatter).length > 0;
    return {
      title,
      properties: { characters: body.length, ...(isPresent && { frontMatter }) },
      parts: [{ text: body }],
    };
  },
};

/** The flat `key: value` lines between two `---` at the very start; nested YAML stays unread. */
function splitFrontMatter(text: string): { frontMatter: Record<string, string>; body: string } {
  const block = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text);
  if (block === null) return { frontMatter: {}, body: text };
  const lines = (block[1] ?? '').matchAll(/^([\w-]{1,100}):[ \t]*(\S.{0,1000}?)[ \t]{0,100}$/gm);
  const pairs = [...lines].map(([, key = '', value = '']): [string, string] => [
    key,
    value.replace(/^(["'])(.*)\1$/, '$2'),
  ]);
  return { frontMatter: Object.fromEntries(pairs), body: text.slice(block[0].length) };
}
