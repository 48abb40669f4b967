import { readFile } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { readExifFacts } from './exif-facts.ts';
import type { ExtractedPart, ExtractionSettings, Extractor } from './extractor.ts';
import { describeLines } from './line-boxes.ts';
import { describePageFaults } from './page-fault.ts';
import { readPalette } from './palette.ts';
import { perceptualHash } from './perceptual-hash.ts';
import { decodePicture, type Picture, readMetadata, toRecognisable } from './picture.ts';
import { type RecognisedPages, recognisePages } from './recognise-pages.ts';

/** Pictures: their format, size and camera, what they look like, and the English text that is written in them. */
export const imageExtractor: Extractor = {
  name: 'image',
  extract: async ({ path }, settings) => {
    const metadata = await readMetadata(path);
    const picture = await decodePicture(path);
    const [colours, hash] = await Promise.all([readPalette(picture), perceptualHash(picture)]);
    const exif = readExifFacts(await readExifBlock(path, metadata), settings.exifGps);
    const pages = metadata.format === 'tiff' ? (metadata.pages ?? 1) : 1;
    const recognised = await recognise({ path, picture, pages }, settings);
    const unavailable = [...(exif.unavailable ?? []), ...describeFaults(recognised, pages)];
    return {
      title: null,
      properties: {
        ...describeShape(metadata, pages),
        colours,
        perceptualHash: hash,
        ...exif,
        ...describeText(recognised, metadata.autoOrient.width / picture.raw.width),
        ...(unavailable.length > 0 && { unavailable }),
      },
      parts: [...toCaption(exif.exif?.['description']), ...toParts(recognised, pages)],
      perceptualHash: hash,
    };
  },
};

/** The tags of a TIFF stand in the file itself. */
async function readExifBlock(path: string, { format, exif }: Metadata) {
  return format === 'tiff' ? readFile(path) : exif;
}

interface PicturePages {
  readonly path: string;
  /** The first one. */
  readonly picture: Picture;
  readonly pages: number;
}

/** A TIFF may hold many pages; of an animation the first frame speaks for all. */
function recognise({ path, picture, pages }: PicturePages, settings: ExtractionSettings) {
  const pictures = Array.from({ length: pages }, (_, index) => ({
    page: index + 1,
    draw: async () => toRecognisable(index === 0 ? picture : await decodePicture(path, index)),
  }));
  return recognisePages(pictures, settings);
}

/** The picture as it is seen: width and height are those of the upright one. */
function describeShape(metadata: Metadata, pages: number) {
  const { format, autoOrient, hasAlpha, orientation = 1, pages: frames = 1, delay } = metadata;
  const isAnimated = format !== 'tiff' && frames > 1;
  const durationMs = delay?.reduce((sum, each) => sum + each, 0);
  return {
    ...{ format, width: autoOrient.width, height: autoOrient.height, hasAlpha },
    ...(orientation !== 1 && { orientation }),
    ...(pages > 1 && { pages }),
    ...(isAnimated && { frames, ...(durationMs && { durationMs }) }),
  };
}

/** Boxes are those of the first page. */
function describeText({ texts }: RecognisedPages, scale: number) {
  const first = texts.get(1);
  if (first === undefined || first.text === '') return { textConfidence: null };
  return { textConfidence: first.confidence, ...describeLines(first.lines, scale) };
}

function describeFaults({ faults }: RecognisedPages, pages: number): string[] {
  return pages > 1 ? describePageFaults(faults) : faults.map(({ reason }) => `text: ${reason}`);
}

function toCaption(description: unknown): ExtractedPart[] {
  return typeof description === 'string' ? [{ text: description }] : [];
}

function toParts({ texts }: RecognisedPages, pages: number): ExtractedPart[] {
  return [...texts].map(([page, { text }]) => ({ text, ...(pages > 1 && { page }) }));
}
