import { Client } from 'undici';

const EVERY_MS = 20;

/**
 * Asks for `/health` at a fixed rhythm, whether or not the answers before have come: a probe that waits for its answer
 * would ask less just when the service is slow, and its percentiles would look better than they are.
 */
export class HealthProbe {
  /** Milliseconds of each answer. */
  readonly answersMs: number[] = [];
  faults = 0;
  readonly #client: Client;
  readonly #timer: NodeJS.Timeout;
  readonly #underWay = new Set<Promise<void>>();

  constructor(baseUrl: string) {
    this.#client = new Client(baseUrl, { pipelining: 1 });
    this.#timer = setInterval(() => {
      const asking = this.#ask().finally(() => this.#underWay.delete(asking));
      this.#underWay.add(asking);
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#underWay);
    await this.#client.close();
  }

  async #ask(): Promise<void> {
    const began = performance.now();
    try {
      const { statusCode, body } = await this.#client.request({ method: 'GET', path: '/health' });
      await body.dump();
      if (statusCode !== 200) this.faults += 1;
    } catch {
      this.faults += 1;
    }
    this.answersMs.push(performance.now() - began);
  }
}
