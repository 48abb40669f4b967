const BUCKETS = 128;
/** Each bucket is a tenth wider than the one before: quantiles are right within 10 %. */
const GROWTH = Math.log(1.1);
const SMALLEST_MS = 0.05;

/** Durations in logarithmic buckets: constant memory, no sample kept, quantiles by one walk. */
export class LatencyHistogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #total = 0;

  add(milliseconds: number): void {
    const bucket = Math.ceil(Math.log(Math.max(milliseconds, SMALLEST_MS) / SMALLEST_MS) / GROWTH);
    const at = Math.min(BUCKETS - 1, bucket);
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#total++;
  }

  /** The upper bound of the bucket that the quantile falls into, in ms; null before the first duration. */
  quantile(share: number): number | null {
    if (this.#total === 0) return null;
    let left = Math.ceil(share * this.#total);
    for (const [bucket, count] of this.#counts.entries()) {
      left -= count;
      if (left <= 0) return Number((SMALLEST_MS * Math.exp(bucket * GROWTH)).toPrecision(3));
    }
    return null;
  }
}
