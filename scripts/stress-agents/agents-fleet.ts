import {
  type AgentsProcess,
  startAgentsProcess,
} from '../../subgraphs/agents/testing/agents-process.ts';
import { buildServices } from '../build/build-services.ts';
import type { Random } from '../measuring/random.ts';

/** A process that answers, and its place in the fleet. */
export interface Reachable {
  readonly index: number;
  readonly url: string;
}

/** Processes that do not start are started again so often, as a supervisor does. */
const MOST_STARTS = 10;

/** Agents processes over one store; one that was killed is replaced at once by another in its place. */
export class AgentsFleet {
  readonly #start: () => Promise<AgentsProcess>;
  /** Of each place, the process there: settled when it listens. */
  readonly #places: Promise<AgentsProcess>[] = [];
  readonly #listening: (AgentsProcess | null)[] = [];
  readonly #size: number;
  /** Starts that failed: none, but for a process that was stopped while it had the lock of the store. */
  failedStarts = 0;

  constructor(size: number, environment: Readonly<Record<string, string>>, program?: string) {
    this.#size = size;
    this.#start = () => startAgentsProcess(environment, program);
  }

  get size(): number {
    return this.#size;
  }

  async open(): Promise<void> {
    await buildServices();
    for (let index = 0; index < this.#size; index++) this.#fill(index);
    await this.settle();
  }

  /** Resolves when every place has a process that listens; rejects when one did not start. */
  async settle(): Promise<void> {
    await Promise.all(this.#places);
  }

  /** Any of those that listen; waits for the first one while there is none. */
  async pick(random: Random): Promise<Reachable> {
    const up = this.#listening.flatMap((process, index) =>
      process === null ? [] : [{ index, url: process.url }],
    );
    if (up.length > 0) return random.pick(up);
    await Promise.any(this.#places);
    return this.pick(random);
  }

  /** The process in this place, when it listens. */
  async at(index: number): Promise<Reachable> {
    const process = await this.#placed(index);
    return { index, url: process.url };
  }

  /** `kill -9`, as soon as it listens; resolves when another listens in its place. */
  async kill(index: number): Promise<void> {
    const process = await this.#placed(index);
    if (this.#listening[index] !== process) return;
    this.#fill(index, process.stop('SIGKILL'));
    await this.#placed(index);
  }

  /** Stops it for a while, without a word to anybody. */
  async hang(index: number, resume: Promise<unknown>): Promise<void> {
    const process = await this.#placed(index);
    process.signal('SIGSTOP');
    await resume;
    process.signal('SIGCONT');
  }

  async close(): Promise<void> {
    const processes = await Promise.allSettled(this.#places);
    for (const process of processes) {
      if (process.status === 'fulfilled') await process.value.stop('SIGKILL');
    }
  }

  /** Nobody finds the process that was here any longer; another starts when it is `gone`. */
  #fill(index: number, gone: Promise<void> = Promise.resolve()): void {
    this.#listening[index] = null;
    const starting = gone.then(() => this.#startAgainAndAgain());
    starting.then(
      (process) => {
        this.#listening[index] = process;
      },
      () => undefined,
    );
    this.#places[index] = starting;
  }

  async #startAgainAndAgain(): Promise<AgentsProcess> {
    for (;;) {
      try {
        return await this.#start();
      } catch (error) {
        this.failedStarts += 1;
        if (this.failedStarts >= MOST_STARTS) throw error;
      }
    }
  }

  #placed(index: number): Promise<AgentsProcess> {
    return this.#places[index] ?? Promise.reject(new RangeError(`There is no process ${index}.`));
  }
}
