import { readFile } from 'node:fs/promises';
import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { cleanText } from './clean-text.ts';
import type { ExtractedPart, Extractor } from './extractor.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** PDF: the text of each page. Pages that are pictures have none. */
export const pdfExtractor: Extractor = {
  name: 'pdf',
  extract: async ({ path }) => {
    const document = await openPdf(path);
    const { totalPages, text } = await extractText(document, { mergePages: false });
    const parts: ExtractedPart[] = text.map((page, index) => ({
      text: cleanText(page),
      page: index + 1,
    }));
    const isScanned = parts.every((part) => part.text.trim() === '');
    const unavailable = ['text: the pages hold no text layer; they need optical recognition'];
    return {
      ...(await readDescription(document)),
      properties: { pages: totalPages, ...(isScanned && { unavailable }) },
      parts,
    };
  },
};

async function openPdf(path: string): Promise<PdfDocument> {
  try {
    return await getDocumentProxy(new Uint8Array(await readFile(path)), { verbosity: 0 });
  } catch (cause) {
    const isEncrypted = cause instanceof Error && cause.name === 'PasswordException';
    throw new UnreadableFileError(
      isEncrypted
        ? 'The PDF is encrypted. Remove its password and send it again.'
        : `The PDF is damaged and cannot be opened${cause instanceof Error ? ` (${cause.message})` : ''}.`,
      { cause },
    );
  }
}

async function readDescription(document: PdfDocument): Promise<{ title: string | null }> {
  const { info } = await getMeta(document);
  const title: unknown = info['Title'];
  return { title: typeof title === 'string' && title.trim() !== '' ? title.trim() : null };
}
