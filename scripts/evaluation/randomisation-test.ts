import { mean } from './ranking-measures.ts';

const ROUNDS = 10_000;

/**
 * Fisher's paired randomisation test, two-sided (Smucker, Allan and Carterette 2007): how often the mean difference
 * would be at least as large if each query's two figures were swapped by chance. The same figures give the same answer.
 */
export function randomisationTest(a: readonly number[], b: readonly number[]): number {
  const differences = a.map((value, at) => value - (b[at] ?? 0));
  const observed = Math.abs(mean(differences)) - 1e-12;
  const random = xorshift(0x9e3779b9);
  let asLarge = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const swapped = differences.map((difference) => (random() < 0 ? difference : -difference));
    if (Math.abs(mean(swapped)) >= observed) asLarge += 1;
  }
  return asLarge / ROUNDS;
}

/** Marsaglia's xorshift (2003): whole numbers of 32 bits, with sign. */
function xorshift(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  };
}
