/** Of monotonic time, in milliseconds. */
const MOST_AGE_MS = 0.1;

/**
 * The machine's wall clock for a path on which asking two clocks is most of the cost: it is asked anew only when a tenth of a
 * millisecond has passed by the monotonic clock. That is short enough: the wall clock matters beside the monotonic one when a
 * machine was put to sleep, and freezing and thawing its processes takes many times as long by the monotonic clock.
 */
export class WallClock {
  readonly #now: () => number;
  #askedAt = Number.NEGATIVE_INFINITY;
  #wallMs = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** In milliseconds since the epoch. `monotonicMs`: `performance.now()`, this moment. */
  at(monotonicMs: number): number {
    if (monotonicMs - this.#askedAt >= MOST_AGE_MS) {
      this.#askedAt = monotonicMs;
      this.#wallMs = this.#now();
    }
    return this.#wallMs;
  }
}
