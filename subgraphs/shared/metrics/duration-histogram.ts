import { Histogram, type Registry } from 'prom-client';
import { DurationSeries } from './duration-series.ts';

/** Upper bounds in seconds. From an answer out of memory to a model that takes its time. */
export const DURATION_BUCKETS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
];

/**
 * A histogram of durations whose series can be held: counting into one costs a few nanoseconds, where `prom-client` looks the
 * labels up for half a microsecond each time, which is much beside an answer from memory. It is scraped as any other.
 */
export class DurationHistogram extends Histogram {
  readonly #named: { readonly name: string; readonly help: string };
  readonly #labelNames: readonly string[];
  readonly #series = new Map<string, DurationSeries>();

  constructor(options: {
    readonly name: string;
    readonly help: string;
    readonly labelNames: readonly string[];
    readonly registry: Registry;
  }) {
    const { registry, name, help, labelNames } = options;
    const registers = [registry];
    super({ name, help, labelNames: [...labelNames], buckets: DURATION_BUCKETS, registers });
    this.#named = { name, help };
    this.#labelNames = labelNames;
  }

  /** Where durations with these labels are counted, always the same; the values in the order of the names. */
  series(...values: readonly string[]): DurationSeries {
    const key = values.join('\n');
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const labels = Object.fromEntries(this.#labelNames.map((name, at) => [name, values[at] ?? '']));
    const series = new DurationSeries(labels, DURATION_BUCKETS);
    this.#series.set(key, series);
    return series;
  }

  /** What the registry and `get` ask of a histogram of `prom-client`. */
  async getForPromString() {
    const { name, help } = this.#named;
    const values = [...this.#series.values()].flatMap((series) => series.valuesOf(name));
    return { name, help, type: 'histogram', aggregator: 'sum', values };
  }

  /** Back to nothing. Who holds a series goes on with it. (`reset` is the constructor's of `prom-client`, too early for this.) */
  clear(): void {
    for (const series of this.#series.values()) series.reset();
  }
}
