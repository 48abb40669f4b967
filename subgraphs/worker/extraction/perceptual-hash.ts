import sharp from 'sharp';
import type { Picture } from './picture.ts';

const SIDE = 32;
const FREQUENCIES = 8;
/** Standard deviation of the grey levels below which a picture shows nothing that could be compared. */
const MIN_CONTRAST = 2;

/**
 * The 64-bit perceptual hash of a picture as 16 hex digits; null for one that is nearly one colour. Pictures that look
 * the same differ in few bits, whatever their size and compression. The DCT hash of C. Zauner, "Implementation and
 * Benchmarking of Perceptual Image Hash Functions" (2010), §3.2: of a 32 × 32 grey picture the 8 × 8 lowest
 * frequencies but the first row and column, each a bit that says whether it is above their median.
 */
export async function perceptualHash({ pixels, raw }: Picture): Promise<string | null> {
  const grey = await sharp(pixels, { raw })
    .flatten({ background: '#ffffff' })
    .grayscale()
    .resize(SIDE, SIDE, { fit: 'fill' })
    .raw()
    .toBuffer();
  if (deviationOf(grey) < MIN_CONTRAST) return null;
  const frequencies = lowFrequencies(grey);
  const sorted = frequencies.toSorted();
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  let bits = 0n;
  for (const frequency of frequencies) bits = (bits << 1n) | (frequency > median ? 1n : 0n);
  return bits.toString(16).padStart(16, '0');
}

/** cos((2x + 1) u π / 64) for u = 1…8, of the DCT-II; its constant factors leave the bits as they are. */
const cosines = Array.from({ length: FREQUENCIES }, (_, u) =>
  Float64Array.from({ length: SIDE }, (_, x) =>
    Math.cos(((2 * x + 1) * (u + 1) * Math.PI) / (2 * SIDE)),
  ),
);

function lowFrequencies(grey: Uint8Array): Float64Array {
  const rows = Array.from({ length: SIDE }, (_, y) => grey.subarray(y * SIDE, (y + 1) * SIDE));
  const byRow = rows.map((row) => cosines.map((cosine) => dot(cosine, row)));
  return Float64Array.from(
    cosines.flatMap((cosine) =>
      cosines.map((_, u) =>
        dot(
          cosine,
          byRow.map((row) => row[u] ?? 0),
        ),
      ),
    ),
  );
}

function dot(weights: Float64Array, values: ArrayLike<number>): number {
  return weights.reduce((sum, weight, at) => sum + weight * (values[at] ?? 0), 0);
}

function deviationOf(values: Uint8Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.sqrt(variance);
}
