import mammoth from 'mammoth';
import { checkZip } from './check-zip.ts';
import { cleanText } from './clean-text.ts';
import type { Extractor } from './extractor.ts';
import { readHeadings } from './headings.ts';
import { toMarkdown } from './to-markdown.ts';
import { isUnreadableFile, UnreadableFileError } from './unreadable-file-error.ts';

/** Nothing outside of the document is read, and no picture: each would be inflated only to be left out again. */
const options = {
  externalFileAccess: false,
  convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
};

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
    await checkZip(path);
    return (await mammoth.convertToHtml({ path }, options)).value;
  } catch (cause) {
    if (isUnreadableFile(cause)) throw cause;
    throw new UnreadableFileError(
      `The Word document is damaged and cannot be opened${cause instanceof Error ? ` (${cause.message})` : ''}.`,
      { cause },
    );
  }
}
