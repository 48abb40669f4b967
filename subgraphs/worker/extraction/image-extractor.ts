import sharp from 'sharp';
import type { Extractor } from './extractor.ts';
import { recognise } from './recognise-text.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** Larger pictures are refused before they are decoded: they would fill the memory. */
const MAX_PIXELS = 100_000_000;
/** Recognition gains nothing beyond this many pixels on the longer side. */
const MAX_RECOGNITION_SIDE = 4000;

/** Pictures: their format and size, and the English text that is written in them. */
export const imageExtractor: Extractor = {
  name: 'image',
  extract: async ({ path }) => {
    const { picture, ...properties } = await readPicture(path);
    const { text, confidence } = await recognise(picture);
    return {
      title: null,
      properties: { ...properties, textConfidence: text === '' ? null : confidence },
      parts: [{ text }],
    };
  },
};

async function readPicture(path: string) {
  try {
    const image = sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
    const { format, width, height, hasAlpha } = await image.metadata();
    const picture = await image
      .rotate()
      .resize(MAX_RECOGNITION_SIDE, MAX_RECOGNITION_SIDE, {
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: '#ffffff' })
      .grayscale()
      .png()
      .toBuffer();
    return { picture, format, width, height, hasAlpha };
  } catch (cause) {
    throw new UnreadableFileError(
      `The picture cannot be decoded${cause instanceof Error ? ` (${cause.message.split('\n')[0]})` : ''}.`,
      { cause },
    );
  }
}
