/** How values spread, in their own unit. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** By nearest rank; zeros when there is no value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
