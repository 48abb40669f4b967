import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Program } from './program.ts';
import { type Watchdog, watchOver } from './watchdog.ts';

const LAST_LINES = 20;

/**
 * One run of a program, in a process group of its own: Ctrl-C in the terminal reaches us and not it, so that we end
 * the processes in order; and whatever it left behind is ended with its group.
 */
export class RunningProcess {
  readonly #child: ChildProcess;
  readonly #watchdog: Watchdog | undefined;
  readonly #lastLines: string[] = [];
  /** Resolves when it is gone, with what is to be said about its end. */
  readonly ended: Promise<string>;
  #isGone = false;
  #stopping: Promise<void> | undefined;

  constructor(program: Program, onLine: (line: string) => void) {
    this.#child = spawn(program.command, [...program.args], {
      env: { ...program.environment },
      stdio: program.hasIpc ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.ended = this.#waitForEnd();
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream === null) continue;
      createInterface(stream).on('line', (line) => {
        this.#lastLines.push(line);
        this.#lastLines.splice(0, this.#lastLines.length - LAST_LINES);
        onLine(line);
      });
    }
    if (!program.hasIpc && this.#child.pid !== undefined)
      this.#watchdog = watchOver(this.#child.pid);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  get lastLines(): readonly string[] {
    return this.#lastLines;
  }

  /** SIGTERM, and SIGKILL to what is still there after `graceMs`. Resolves when it is gone. */
  async stop(graceMs: number): Promise<void> {
    if (this.#isGone) return;
    // A second SIGTERM would end at once what drains after the first.
    this.#stopping ??= this.#end(graceMs);
    await this.#stopping;
  }

  async #end(graceMs: number): Promise<void> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), graceMs);
    await this.ended;
    clearTimeout(timer);
  }

  /** SIGKILL to its whole group, at once. */
  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group is gone already.
    }
  }

  #waitForEnd(): Promise<string> {
    return new Promise((resolve) => {
      const gone = (reason: string) => {
        this.#isGone = true;
        this.#watchdog?.dismiss();
        this.kill();
        resolve(reason);
      };
      this.#child.once('error', (error) => gone(`could not be run: ${error.message}`));
      this.#child.once('exit', (code, signal) =>
        gone(signal === null ? `ended with code ${code}` : `was ended by ${signal}`),
      );
    });
  }
}
