/** The rest is for handing over what was found. */
const USABLE_SHARE = 0.85;

/** How much of a parser's time is left; what does not fit any more is left out rather than lose all the rest. */
export class TimeBudget {
  readonly #endsAt: number;

  constructor(timeoutMs: number) {
    this.#endsAt = performance.now() + timeoutMs * USABLE_SHARE;
  }

  /** Whole milliseconds that are left, at most `share` of them; zero or less when there are none. */
  leftMs(share = 1): number {
    return Math.floor((this.#endsAt - performance.now()) * share);
  }
}
