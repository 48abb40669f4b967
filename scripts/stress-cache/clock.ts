/** A wall clock that is wrong: ahead or behind, running too fast or too slow, and set anew at any moment. */
export class SkewedClock {
  #skewMs: number;
  readonly #driftMsPerSecond: number;
  readonly #startedAt = performance.now();

  constructor(skewMs: number, driftMsPerSecond: number) {
    this.#skewMs = skewMs;
    this.#driftMsPerSecond = driftMsPerSecond;
  }

  set(skewMs: number): void {
    this.#skewMs = skewMs;
  }

  now = (): number => {
    const seconds = (performance.now() - this.#startedAt) / 1000;
    return Date.now() + this.#skewMs + seconds * this.#driftMsPerSecond;
  };
}
