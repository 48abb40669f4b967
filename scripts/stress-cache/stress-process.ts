import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, OrderMessage, ProcessSettings, Report } from './messages.ts';

const program = fileURLToPath(new URL('./stress-program.ts', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A running `stress-program.ts`. */
export class StressProcess {
  readonly #child: ChildProcess;
  readonly #answers = new Map<number, (answer: unknown) => void>();
  readonly #onReport: (report: Report) => void;
  #orders = 0;
  #isKilled = false;
  #isReady: () => void = () => undefined;

  /** Resolves when the process reads and writes; rejects when it ended before. */
  static async start(
    settings: ProcessSettings,
    onReport: (report: Report) => void,
  ): Promise<StressProcess> {
    const started = new StressProcess(settings, onReport);
    const ready = new Promise<boolean>((resolve) => {
      started.#isReady = () => resolve(true);
      void started.ended().then(() => resolve(false));
    });
    if (await ready) return started;
    throw new Error(`stress process ${settings.index} ended before it began`);
  }

  private constructor(settings: ProcessSettings, onReport: (report: Report) => void) {
    this.#onReport = onReport;
    this.#child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(settings)], {
      cwd: root,
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', (report: Report) => this.#hear(report));
    this.#child.on('exit', (code, signal) => {
      for (const answer of this.#answers.values()) answer(undefined);
      if (!this.#isKilled) this.#accuse(settings.index, `ended by itself: ${code ?? signal}`);
    });
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Resolves when the order is done, with its answer; with undefined when the process ended instead. */
  order<Answer>(order: Order): Promise<Answer | undefined> {
    if (!this.#child.connected) return Promise.resolve(undefined);
    const message: OrderMessage = { id: ++this.#orders, order };
    return new Promise((resolve) => {
      this.#answers.set(message.id, (answer) => resolve(answer as Answer | undefined));
      this.#child.send(message, () => undefined);
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Resolves when the process is gone. */
  async kill(): Promise<void> {
    this.#isKilled = true;
    this.signal('SIGKILL');
    await this.ended();
  }

  async ended(): Promise<void> {
    if (!this.hasEnded) await once(this.#child, 'exit');
  }

  #accuse(process: number, error: string): void {
    const violation = {
      sort: 'unexpected error',
      at: Date.now(),
      process,
      detail: { error },
    } as const;
    this.#onReport({ violation });
  }

  #hear(report: Report): void {
    if ('ready' in report) this.#isReady();
    else if ('answered' in report) {
      this.#answers.get(report.answered)?.(report.answer);
      this.#answers.delete(report.answered);
    } else this.#onReport(report);
  }
}
