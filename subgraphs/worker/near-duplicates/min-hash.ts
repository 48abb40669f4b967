import { mix32 } from './mix32.ts';

/** Hash functions; the estimate is off by at most 1 / (2 √128) = 0.044 in the standard deviation. */
export const SIGNATURE_LENGTH = 128;

/** Any fixed numbers that differ: `mix32` makes another order of all shingles from each of them. */
const seeds = Uint32Array.from({ length: SIGNATURE_LENGTH }, (_, at) =>
  mix32(Math.imul(at + 1, 0x9e3779b9)),
);

/**
 * For each of 128 hash functions the least value that it gives to any element. Two sets agree in a place with the
 * probability of their Jaccard similarity |A ∩ B| / |A ∪ B| (A. Broder, "On the resemblance and containment of
 * documents", 1997).
 */
export function minHash(elements: Iterable<number>): Uint32Array {
  const least = new Uint32Array(SIGNATURE_LENGTH).fill(0xffffffff);
  for (const element of elements) {
    for (let at = 0; at < SIGNATURE_LENGTH; at += 1) {
      const value = mix32(element ^ (seeds[at] ?? 0));
      if (value < (least[at] ?? 0)) least[at] = value;
    }
  }
  return least;
}

/** The share of places in which two signatures agree, 0 to 1: an estimate of the Jaccard similarity. */
export function estimateJaccard(one: Uint32Array, other: Uint32Array): number {
  let agreeing = 0;
  for (let at = 0; at < SIGNATURE_LENGTH; at += 1) if (one[at] === other[at]) agreeing += 1;
  return agreeing / SIGNATURE_LENGTH;
}

/** Base64 of the values, four bytes each, the lowest first. */
export function encodeSignature(signature: Uint32Array): string {
  const bytes = Buffer.alloc(SIGNATURE_LENGTH * 4);
  for (const [at, value] of signature.entries()) bytes.writeUInt32LE(value, at * 4);
  return bytes.toString('base64');
}

export function decodeSignature(encoded: string): Uint32Array {
  const bytes = Buffer.from(encoded, 'base64');
  return Uint32Array.from({ length: SIGNATURE_LENGTH }, (_, at) => bytes.readUInt32LE(at * 4));
}
