import type { MetricValueWithName } from 'prom-client';

/** The durations of one set of labels, by bucket. */
export class DurationSeries {
  readonly #labels: Readonly<Record<string, string>>;
  readonly #bounds: readonly number[];
  /** One more than there are bounds: the last is for what is longer than all of them. */
  readonly #counts: number[];
  #sum = 0;

  constructor(labels: Readonly<Record<string, string>>, bounds: readonly number[]) {
    this.#labels = labels;
    this.#bounds = bounds;
    this.#counts = new Array(bounds.length + 1).fill(0);
  }

  observe(seconds: number): void {
    let at = 0;
    while (seconds > (this.#bounds[at] ?? Number.POSITIVE_INFINITY)) at += 1;
    this.#counts[at] = (this.#counts[at] ?? 0) + 1;
    this.#sum += seconds;
  }

  reset(): void {
    this.#counts.fill(0);
    this.#sum = 0;
  }

  /** As Prometheus has a histogram: each bucket holds those below it, too. None of a series that was not observed. */
  valuesOf(name: string): MetricValueWithName<string>[] {
    let count = 0;
    const buckets = this.#counts.map((own, at) => {
      count += own;
      const labels = { le: this.#bounds[at] ?? '+Inf', ...this.#labels };
      return { labels, value: count, metricName: `${name}_bucket` };
    });
    if (count === 0) return [];
    const labels = this.#labels;
    const total = { labels, value: this.#sum, metricName: `${name}_sum` };
    return [...buckets, total, { labels, value: count, metricName: `${name}_count` }];
  }
}
