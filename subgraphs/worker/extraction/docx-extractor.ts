import mammoth from 'mammoth';
import { cleanText } from './clean-text.ts';
import type { Extractor } from './extractor.ts';
import { readHeadings } from './headings.ts';
import { toMarkdown } from './to-markdown.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** Word: headings, lists and tables as Markdown. */
export const docxExtractor: Extractor = {
  name: 'docx',
  extract: async ({ path }) => {
    const text = cleanText(toMarkdown(await readHtml(path)));
    return {
      title: readHeadings(text)[0]?.title ?? null,
      properties: { characters: text.length },
      parts: [{ text }],
    };
  },
};

async function readHtml(path: string): Promise<string> {
  try {
    return (await mammoth.convertToHtml({ path }, { externalFileAccess: false })).value;
  } catch (cause) {
    throw new UnreadableFileError(
      `The Word document is damaged and cannot be opened${cause instanceof Error ? ` (${cause.message})` : ''}.`,
      { cause },
    );
  }
}
