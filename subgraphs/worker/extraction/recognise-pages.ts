import type { ExtractionSettings } from './extractor.ts';
import type { PageFault } from './page-fault.ts';
import { type RecognisedText, TextRecogniser } from './text-recogniser.ts';

/** A page without a text of its own, to be drawn only when it is its turn. */
export interface PagePicture {
  readonly page: number;
  /** A picture that the recogniser reads, such as PNG. */
  readonly draw: () => Promise<Buffer>;
}

export interface RecognisedPages {
  /** By page; empty ones are those in which nothing was recognised. */
  readonly texts: ReadonlyMap<number, RecognisedText>;
  /** The pages that were not read. */
  readonly faults: readonly PageFault[];
}

/** Recognises the text of pages in order, as many as the settings allow and as the time lasts. */
export async function recognisePages(
  pages: readonly PagePicture[],
  { ocrMaxPages, ocrBudgetMs }: ExtractionSettings,
): Promise<RecognisedPages> {
  const texts = new Map<number, RecognisedText>();
  const faults: PageFault[] = pages.slice(ocrMaxPages).map(({ page }) => ({
    page,
    reason: `beyond the limit of recognised pages (OCR_MAX_PAGES=${ocrMaxPages})`,
  }));
  const recogniser = new TextRecogniser(ocrBudgetMs);
  try {
    for (const picture of pages.slice(0, ocrMaxPages)) {
      const read = await readPage(recogniser, picture, ocrBudgetMs);
      if (typeof read === 'string') faults.push({ page: picture.page, reason: read });
      else texts.set(picture.page, read);
    }
  } finally {
    await recogniser.close();
  }
  return { texts, faults };
}

/** The page's text, or why there is none. */
async function readPage(
  recogniser: TextRecogniser,
  picture: PagePicture,
  budgetMs: number,
): Promise<RecognisedText | string> {
  const late = `recognition was stopped after ${budgetMs / 1000} s`;
  if (recogniser.isOutOfTime) return late;
  try {
    return (await recogniser.read(await picture.draw())) ?? late;
  } catch (error) {
    return `it cannot be drawn or read (${error instanceof Error ? error.message : String(error)})`;
  }
}
