/** Latencies of one operation run again and again, in milliseconds. */
export interface Latencies {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The operation `times` times, one after the other. */
export async function measureLatency(
  times: number,
  operation: (at: number) => Promise<unknown>,
): Promise<Latencies> {
  const took: number[] = [];
  for (let at = 0; at < times; at += 1) took.push(await timed(() => operation(at)));
  return summariseLatencies(took);
}

/** How long it took, in milliseconds. */
export async function timed(operation: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await operation();
  return performance.now() - began;
}

export function summariseLatencies(milliseconds: readonly number[]): Latencies {
  const sorted = [...milliseconds].sort((left, right) => left - right);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: sorted.at(-1) ?? 0 };
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

/** Operations per second of `loops` loops side by side; `times` is of all together. */
export async function measureConcurrentRate(
  loops: number,
  times: number,
  operation: (at: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const loop = async () => {
    while (next < times) await operation(next++);
  };
  const took = await timed(() => Promise.all(Array.from({ length: loops }, loop)));
  return (times / took) * 1000;
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
