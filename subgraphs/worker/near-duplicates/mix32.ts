/** Taken once: where globals are looked up in a sandbox each look costs more than the product. */
const { imul } = Math;

/** Spreads 32 bits so that each of them decides about all: the finaliser of MurmurHash3 (A. Appleby). */
export function mix32(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
