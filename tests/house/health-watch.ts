import { setTimeout as wait } from 'node:timers/promises';

const EVERY_MS = 50;

/** Asks a service for its health again and again. */
export class HealthWatch {
  /** How long each answer took, in milliseconds. */
  readonly answersMs: number[] = [];
  /** Answers that were not 200, and calls that had none. */
  readonly faults: string[] = [];
  readonly #url: string;
  #isOn = false;

  constructor(baseUrl: string) {
    this.#url = `${baseUrl}/health`;
  }

  begin(): void {
    this.#isOn = true;
    void this.#watch();
  }

  end(): void {
    this.#isOn = false;
  }

  async #watch(): Promise<void> {
    while (this.#isOn) {
      const began = performance.now();
      try {
        const response = await fetch(this.#url, { signal: AbortSignal.timeout(5_000) });
        await response.text();
        if (response.status !== 200) this.faults.push(`answered ${response.status}`);
      } catch (error) {
        if (this.#isOn) this.faults.push(String(error));
      }
      this.answersMs.push(performance.now() - began);
      await wait(EVERY_MS);
    }
  }
}
