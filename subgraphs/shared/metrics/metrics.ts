import { collectDefaultMetrics, Registry } from 'prom-client';
import { Durations } from './durations.ts';

/** One process's metrics. Its registry is given to the constructors of `prom-client`, which count as things happen. */
export class Metrics {
  readonly registry = new Registry();
  readonly durations = new Durations(this.registry);
  readonly #reads: (() => Promise<void> | void)[] = [];
  #isWatchingProcess = false;

  /** For what is counted elsewhere: `read` sets its values when somebody asks. One that rejects leaves them as they are. */
  beforeScrape(read: () => Promise<void> | void): void {
    this.#reads.push(read);
  }

  /** Begins to count anew. */
  reset(): void {
    this.registry.resetMetrics();
    this.durations.clear();
  }

  /** Everything in Prometheus' text form. */
  async scrape(): Promise<{ readonly contentType: string; readonly text: string }> {
    // Watching the event loop and the collector of garbage costs a little, so only who is asked does it.
    if (!this.#isWatchingProcess) collectDefaultMetrics({ register: this.registry });
    this.#isWatchingProcess = true;
    await Promise.allSettled(this.#reads.map(async (read) => read()));
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }
}
