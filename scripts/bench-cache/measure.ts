/** Latencies of one operation run again and again, one at a time, in milliseconds. */
export interface Latencies {
  readonly p50: number;
  readonly p99: number;
}

export async function measureLatency(
  times: number,
  operation: (at: number) => Promise<unknown>,
): Promise<Latencies> {
  const took: number[] = [];
  for (let at = 0; at < times; at += 1) {
    const began = performance.now();
    await operation(at);
    took.push(performance.now() - began);
  }
  took.sort((left, right) => left - right);
  return { p50: quantile(took, 0.5), p99: quantile(took, 0.99) };
}

/** Operations per second, one after the other. */
export async function measureRate(
  times: number,
  operation: (at: number) => Promise<unknown>,
): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < times; at += 1) await operation(at);
  return (times / (performance.now() - began)) * 1000;
}

/** The middle one: of rounds on a busy machine the one to quote. */
export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((left, right) => left - right),
    0.5,
  );
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
