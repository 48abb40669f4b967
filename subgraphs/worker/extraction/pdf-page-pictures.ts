import { createIsomorphicCanvasFactory, getDocumentProxy, renderPageAsImage } from 'unpdf';
import type { PagePicture } from './recognise-pages.ts';

/** A PDF point is a 72nd of an inch; letters are recognised well at this many pixels an inch. */
const PIXELS_PER_POINT = 200 / 72;
/** The longer side of a drawn page at most: pages may call themselves metres wide. */
const MAX_SIDE = 4000;
/** Pictures inside of pages that are larger than this are not drawn. */
const MAX_IMAGE_PIXELS = 100_000_000;

const canvasImport = () => import('@napi-rs/canvas');

/**
 * Draws pages of a PDF when they are asked for. The document is opened once more for it, because only one that was
 * opened with a canvas can draw; files with text alone never load one.
 */
export function drawPdfPages(bytes: Uint8Array, pages: readonly number[]): PagePicture[] {
  let document: ReturnType<typeof openForDrawing> | undefined;
  return pages.map((page) => ({
    page,
    draw: async () => {
      document ??= openForDrawing(bytes);
      const proxy = await document;
      const { width, height } = (await proxy.getPage(page)).getViewport({ scale: 1 });
      const scale = Math.min(PIXELS_PER_POINT, MAX_SIDE / Math.max(width, height));
      return Buffer.from(await renderPageAsImage(proxy, page, { canvasImport, scale }));
    },
  }));
}

async function openForDrawing(bytes: Uint8Array) {
  const CanvasFactory = await createIsomorphicCanvasFactory(canvasImport);
  // pdf.js keeps what it is given for itself.
  return getDocumentProxy(bytes.slice(), {
    verbosity: 0,
    CanvasFactory,
    maxImageSize: MAX_IMAGE_PIXELS,
  });
}
