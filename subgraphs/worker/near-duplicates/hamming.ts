/** In how many of their 64 bits two perceptual hashes (16 hex digits) differ. */
export function hammingDistance(one: string, other: string): number {
  let different = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let distance = 0;
  for (; different !== 0n; different &= different - 1n) distance += 1;
  return distance;
}
