import type { Fingerprint } from './fingerprint.ts';
import { hammingDistance } from './hamming.ts';
import { decodeSignature, estimateJaccard } from './min-hash.ts';

/** Texts that share fewer of their shingles are different texts. */
export const MIN_TEXT_SIMILARITY = 0.6;
/** Pictures that differ in more bits are different pictures. `bucketKeys` finds all up to here. */
export const MAX_IMAGE_DISTANCE = 7;

const IMAGE_BITS = 64;

/** How alike two fingerprints of one kind are, 0 to 1; undefined when they are of different things. */
export function similarityOf(one: Fingerprint, other: Fingerprint): number | undefined {
  if (one.kind !== other.kind) return undefined;
  if (one.kind === 'IMAGE') {
    const distance = hammingDistance(one.signature, other.signature);
    return distance <= MAX_IMAGE_DISTANCE ? 1 - distance / IMAGE_BITS : undefined;
  }
  const similarity = estimateJaccard(
    decodeSignature(one.signature),
    decodeSignature(other.signature),
  );
  return similarity >= MIN_TEXT_SIMILARITY ? similarity : undefined;
}
