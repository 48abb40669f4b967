import type { Extraction } from '../extraction/extractor.ts';
import { encodeSignature, minHash } from './min-hash.ts';
import { shinglesOf } from './shingles.ts';

/** Raised whenever the same content would get another fingerprint; part of the cache key of extractions. */
export const FINGERPRINT_VERSION = '1';

/** A text with fewer different runs of words says too little to be called the same as another. */
const MIN_SHINGLES = 10;

/** How two files are compared: by what they say, or by what they show. */
export type NearDuplicateKind = 'TEXT' | 'IMAGE';

/** What is kept of a file's content to find others that are nearly the same. */
export interface Fingerprint {
  readonly kind: NearDuplicateKind;
  /** TEXT: a MinHash signature in base64. IMAGE: a perceptual hash, 16 hex digits. */
  readonly signature: string;
}

/** A file can have one of each kind: a picture of text shows something and says something. */
export function fingerprintsOf({ parts, perceptualHash }: Extraction): Fingerprint[] {
  const fingerprints: Fingerprint[] = [];
  const shingles = shinglesOf(parts.map(({ text }) => text));
  if (shingles.size >= MIN_SHINGLES)
    fingerprints.push({ kind: 'TEXT', signature: encodeSignature(minHash(shingles)) });
  if (perceptualHash) fingerprints.push({ kind: 'IMAGE', signature: perceptualHash });
  return fingerprints;
}
