import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OrderName, Orders, ProcessSettings } from './orders.ts';

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

/** A running `bench-program.ts`. */
export class BenchChild {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  #orders = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message) => {
      const { id, answer, error } = message as { id: number; answer: never; error?: string };
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(error));
    });
    child.once('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('The process ended.'));
      this.#waiting.clear();
    });
  }

  /** Resolves when the process takes orders; rejects when it ended before. */
  static async start(settings: ProcessSettings): Promise<BenchChild> {
    const program = fileURLToPath(new URL('./bench-program.ts', import.meta.url));
    const child = fork(program, [JSON.stringify(settings)], {
      execArgv: ['--expose-gc', '--import', 'tsx'],
    });
    const started = new BenchChild(child);
    await new Promise<null>((resolve, reject) => {
      started.#waiting.set(0, { resolve, reject });
    });
    return started;
  }

  do<Name extends OrderName>(
    name: Name,
    ask: Orders[Name]['ask'],
  ): Promise<Orders[Name]['answer']> {
    const id = ++this.#orders;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, name, ask });
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** At once, also when it is stopped. */
  stop(): void {
    this.#child.kill('SIGKILL');
  }
}
