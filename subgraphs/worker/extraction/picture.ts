import sharp, { type Metadata, type Raw } from 'sharp';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** Larger pictures are refused before they are decoded: they would fill the memory. */
const MAX_PIXELS = 100_000_000;
/** Recognition gains nothing beyond this many pixels on the longer side. */
const MAX_SIDE = 4000;

/** A picture in memory: upright, 8-bit sRGB with alpha, at most 4000 pixels wide and high. */
export interface Picture {
  readonly pixels: Buffer;
  readonly raw: Raw;
}

/** What the file says of itself. Rejects with `UnreadableFileError`. */
export async function readMetadata(path: string): Promise<Metadata> {
  try {
    return await sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).metadata();
  } catch (cause) {
    throw undecodable(cause);
  }
}

/** Decodes one page (TIFF) or frame of the file, from 0. Rejects with `UnreadableFileError`. */
export async function decodePicture(path: string, page = 0): Promise<Picture> {
  try {
    const { data, info } = await sharp(path, {
      limitInputPixels: MAX_PIXELS,
      failOn: 'error',
      page,
      autoOrient: true,
    })
      .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    return { pixels: data, raw: { width, height, channels: 4 } };
  } catch (cause) {
    throw undecodable(cause);
  }
}

/** What the recogniser takes the letters' size from; it warns of pictures that say less than 70. */
const DOTS_PER_INCH = 200;

/** As the recogniser takes it: grey, on white where it is transparent. */
export function toRecognisable({ pixels, raw }: Picture): Promise<Buffer> {
  return sharp(pixels, { raw })
    .flatten({ background: '#ffffff' })
    .grayscale()
    .withDensity(DOTS_PER_INCH)
    .png({ compressionLevel: 1 })
    .toBuffer();
}

function undecodable(cause: unknown): UnreadableFileError {
  return new UnreadableFileError(
    `The picture cannot be decoded${cause instanceof Error ? ` (${cause.message.split('\n')[0]})` : ''}.`,
    { cause },
  );
}
