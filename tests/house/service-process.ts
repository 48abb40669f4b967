import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** One line of a service's log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly msg?: string };

/** One of the stack's four processes, built as `npm start` has it, or a test's own program in TypeScript. */
export class ServiceProcess {
  readonly log: LogLine[] = [];
  readonly #program: string;
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;

  constructor(program: string, environment: NodeJS.ProcessEnv) {
    this.#program = program;
    this.#environment = environment;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when the service listens; rejects with its last words when it ends instead. One that runs is left alone. */
  async start(): Promise<void> {
    if (this.#isRunning) return;
    const child = spawn(process.execPath, [...wordsFor(this.#program)], {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    let errors = '';
    child.stderr?.on('data', (chunk) => {
      errors += chunk;
    });
    if (child.stdout) createInterface(child.stdout).on('line', (line) => this.#remember(line));
    const ended = once(child, 'exit').then(() => {
      throw new Error(`${this.#program} ended: ${errors}${JSON.stringify(this.log.slice(-5))}`);
    });
    await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => undefined);
  }

  /** Ends the process and waits until it is gone; gives its exit code. SIGTERM drains, SIGKILL does not. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || !this.#isRunning) return child?.exitCode ?? null;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
    return child.exitCode;
  }

  /** SIGSTOP makes it hang, SIGCONT lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  get #isRunning(): boolean {
    const child = this.#child;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  #remember(line: string): void {
    try {
      this.log.push(JSON.parse(line));
    } catch {
      this.log.push({ msg: line });
    }
  }
}

function wordsFor(program: string): readonly string[] {
  return program.endsWith('.ts') ? ['--import', 'tsx', program] : [program];
}
