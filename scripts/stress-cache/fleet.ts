import type { Order, ProcessSettings, Report } from './messages.ts';
import { StressProcess } from './stress-process.ts';

/** The stress processes, by index; one that was killed is replaced by another with the same index. */
export class Fleet {
  readonly #settingsOf: (index: number) => ProcessSettings;
  readonly #onReport: (report: Report) => void;
  readonly #processes: StressProcess[] = [];
  readonly size: number;
  #isClosed = false;

  constructor(
    size: number,
    settingsOf: (index: number) => ProcessSettings,
    onReport: (report: Report) => void,
  ) {
    this.size = size;
    this.#settingsOf = settingsOf;
    this.#onReport = onReport;
  }

  async open(): Promise<void> {
    await Promise.all(Array.from({ length: this.size }, (_, index) => this.#start(index)));
  }

  /** Tells one process; undefined when it has ended. */
  tell<Answer>(index: number, order: Order): Promise<Answer | undefined> {
    return this.#processes[index]?.order<Answer>(order) ?? Promise.resolve(undefined);
  }

  /** Tells all at once. */
  tellAll<Answer>(order: Order): Promise<(Answer | undefined)[]> {
    return Promise.all(this.#processes.map((process) => process.order<Answer>(order)));
  }

  signal(index: number, signal: NodeJS.Signals): void {
    this.#processes[index]?.signal(signal);
  }

  /** Without a word, at any point of what it does. */
  async kill(index: number): Promise<void> {
    await this.#processes[index]?.kill();
  }

  /** After `kill`. */
  async replace(index: number): Promise<void> {
    if (!this.#isClosed) await this.#start(index);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#processes.map((process) => process.kill()));
  }

  async #start(index: number): Promise<void> {
    const started = await StressProcess.start(this.#settingsOf(index), this.#onReport);
    this.#processes[index] = started;
    if (this.#isClosed) await started.kill();
  }
}
