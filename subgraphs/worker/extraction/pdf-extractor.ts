import { readFile } from 'node:fs/promises';
import { extractText, getDocumentProxy, getMeta, getResolvedPDFJS } from 'unpdf';
import { cleanText } from './clean-text.ts';
import type { ExtractionSettings, Extractor } from './extractor.ts';
import { describePageFaults } from './page-fault.ts';
import { drawPdfPages } from './pdf-page-pictures.ts';
import { type RecognisedPages, recognisePages } from './recognise-pages.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>;

/** A page with a picture and less text than this is a scan with a stamp, a page number or a watermark. */
const MAX_STAMP_CHARACTERS = 50;

/** PDF: the text of each page; pages that are pictures are drawn and recognised. */
export const pdfExtractor: Extractor = {
  name: 'pdf',
  extract: async ({ path }, settings) => {
    const bytes = new Uint8Array(await readFile(path));
    const document = await openPdf(bytes);
    const { totalPages, text } = await extractText(document, { mergePages: false });
    const layers = text.map((page) => cleanText(page));
    const recognised = await recogniseScans(bytes, await findScans(document, layers), settings);
    const unavailable = describeFaults(recognised, layers, holdsJpeg2000(bytes));
    return {
      ...(await readDescription(document)),
      properties: {
        pages: totalPages,
        ...describeRecognition(recognised),
        ...(unavailable.length > 0 && { unavailable }),
      },
      parts: layers.map((layer, index) => ({
        text: fuller(layer, recognised.texts.get(index + 1)?.text),
        page: index + 1,
      })),
    };
  },
};

async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    // pdf.js keeps what it is given for itself.
    return await getDocumentProxy(bytes.slice(), { verbosity: 0 });
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

/** The pages whose text stands in a picture: little or no text layer, and a picture on the page. */
async function findScans(document: PdfDocument, layers: readonly string[]): Promise<number[]> {
  const scans: number[] = [];
  for (const [index, layer] of layers.entries()) {
    const isBare = layer.trim().length < MAX_STAMP_CHARACTERS;
    if (isBare && (await hasPicture(document, index + 1))) scans.push(index + 1);
  }
  return scans;
}

async function hasPicture(document: PdfDocument, page: number): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const pictures: ReadonlySet<number> = new Set([
    ...[OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject],
    ...[OPS.paintImageXObjectRepeat, OPS.paintImageMaskXObjectGroup],
  ]);
  const proxy = await document.getPage(page);
  const { fnArray } = await proxy.getOperatorList();
  proxy.cleanup();
  return fnArray.some((operation) => pictures.has(operation));
}

function recogniseScans(
  bytes: Uint8Array,
  scans: readonly number[],
  settings: ExtractionSettings,
): Promise<RecognisedPages> {
  return recognisePages(drawPdfPages(bytes, scans), settings);
}

/** What the document says itself is exact, so that a picture must say far more to be believed instead. */
function fuller(layer: string, recognised = ''): string {
  return recognised.length > 2 * layer.trim().length ? recognised : layer;
}

function describeRecognition({ texts }: RecognisedPages) {
  const recognisedPages = [...texts]
    .filter(([, { text }]) => text !== '')
    .map(([page, { confidence }]) => ({ page, confidence }));
  return recognisedPages.length > 0 ? { recognisedPages } : {};
}

/** The pdf.js inside of `unpdf` comes without a decoder for them: it leaves the picture out. */
function holdsJpeg2000(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('/JPXDecode');
}

function describeFaults(
  { texts, faults }: RecognisedPages,
  layers: readonly string[],
  isJpeg2000: boolean,
): string[] {
  const reason = isJpeg2000
    ? 'no text was recognised in its picture; pictures in JPEG 2000 cannot be drawn here'
    : 'no text was recognised in its picture';
  const wordless = [...texts]
    .filter(([page, { text }]) => text === '' && layers[page - 1]?.trim() === '')
    .map(([page]) => ({ page, reason }));
  return describePageFaults([...faults, ...wordless]);
}
