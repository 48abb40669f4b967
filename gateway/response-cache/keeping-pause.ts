/** An answer that may not be kept is one of many: asking the cache for each of them would cost, and bring nothing. */
const PAUSE_MS = 10_000;

/** How long an operation is not looked for in the cache, after an answer to it that was forbidden to be kept. */
export class KeepingPause {
  readonly #now: () => number;
  #until = Number.NEGATIVE_INFINITY;

  /** `now` in ms, from any start. */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  get isOn(): boolean {
    return this.#now() < this.#until;
  }

  begin(): void {
    this.#until = this.#now() + PAUSE_MS;
  }
}
