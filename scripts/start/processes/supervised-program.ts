import { setTimeout as delay } from 'node:timers/promises';
import { type Program, ProgramFailedError } from './program.ts';
import { restartDelayMs } from './restart-delay.ts';
import { RunningProcess } from './running-process.ts';

/** A run that lasted this long counts as a good one: the next restart waits the shortest time again. */
const GOOD_RUN_MS = 60_000;
const READY_POLL_MS = 100;
const STILL_WAITING_MS = 5000;

export interface ProgramReport {
  /** A line that the program wrote. */
  line(text: string): void;
  /** Something that is to be said about it. */
  say(text: string): void;
  /** It runs again, as another process. */
  runsAgain(): void;
}

/** Keeps one program running: started until ready, run again when it ends unasked, stopped when told. */
export class SupervisedProgram {
  readonly #program: Program;
  readonly #report: ProgramReport;
  readonly #readyLimitMs: number;
  readonly #stopping = new AbortController();
  #process: RunningProcess | undefined;
  #watch: Promise<void> | undefined;
  #isRestartAsked = false;
  #wait = new AbortController();

  constructor(program: Program, report: ProgramReport, readyLimitMs: number) {
    this.#program = program;
    this.#report = report;
    this.#readyLimitMs = readyLimitMs;
  }

  get name(): string {
    return this.#program.name;
  }

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.#process?.isGone === false ? this.#process.pid : undefined;
  }

  /** True when it is ready and kept running, false when it was stopped meanwhile. Throws `ProgramFailedError`. */
  async start(): Promise<boolean> {
    const process = this.#run();
    await this.#untilReady(process);
    if (this.#stopping.signal.aborted) return false;
    this.#watch = this.#keepRunning(process);
    return true;
  }

  /** Ends the run and starts another, as after a change of its sources; at once when it is waiting to be started. */
  async restart(graceMs: number): Promise<void> {
    this.#isRestartAsked = true;
    this.#wait.abort();
    await this.#process?.stop(graceMs);
  }

  /** Ends it for good: SIGTERM, SIGKILL after `graceMs`. Also while it is starting. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping.abort();
    this.#wait.abort();
    await this.#process?.stop(graceMs);
    await this.#watch;
  }

  /** SIGKILL, at once. */
  kill(): void {
    this.#stopping.abort();
    this.#wait.abort();
    this.#process?.kill();
  }

  #run(): RunningProcess {
    const process = new RunningProcess(this.#program, (line) => this.#report.line(line));
    this.#process = process;
    return process;
  }

  async #untilReady(process: RunningProcess): Promise<void> {
    const began = performance.now();
    let saidAt = began;
    while (!this.#stopping.signal.aborted) {
      if (process.isGone) throw this.#failure(process, await process.ended);
      if ((await this.#program.isReady()) && !process.isGone) return;
      const now = performance.now();
      if (now - began > this.#readyLimitMs) {
        process.kill();
        throw this.#failure(process, `was not ready after ${this.#readyLimitMs / 1000} s`);
      }
      if (now - saidAt > STILL_WAITING_MS) {
        saidAt = now;
        this.#report.say(`Waiting for ${this.name} (${Math.round((now - began) / 1000)} s) …`);
      }
      await Promise.race([delay(READY_POLL_MS), process.ended]);
    }
  }

  #failure(process: RunningProcess, reason: string): ProgramFailedError {
    const words = process.lastLines.map((line) => `  ${line}`).join('\n');
    return new ProgramFailedError(
      `${this.name} ${reason}.${words && ` Its last lines:\n${words}`}`,
    );
  }

  /** Waits for the end of each run and starts the next one, until the program is stopped. */
  async #keepRunning(first: RunningProcess): Promise<void> {
    let process = first;
    for (let failures = 0; ; failures++) {
      const began = performance.now();
      const reason = await process.ended;
      if (this.#stopping.signal.aborted) return;
      if (this.#isRestartAsked || performance.now() - began > GOOD_RUN_MS) failures = 0;
      if (!this.#isRestartAsked) this.#report.say(this.#failure(process, reason).message);
      const next = await this.#revive(failures);
      if (next === undefined) return;
      process = next;
    }
  }

  /** Tries until a run is ready; undefined when the program was stopped meanwhile. */
  async #revive(failuresBefore: number): Promise<RunningProcess | undefined> {
    for (let failures = failuresBefore; ; failures++) {
      await this.#pause(restartDelayMs(this.#program.restart, failures));
      if (!(await this.#isAnsweredByAnother())) {
        if (this.#stopping.signal.aborted) return undefined;
        const process = this.#run();
        try {
          await this.#untilReady(process);
          this.#report.say(`${this.name} runs again.`);
          this.#report.runsAgain();
          return process;
        } catch (error) {
          this.#report.say(error instanceof Error ? error.message : String(error));
        }
      }
      if (this.#stopping.signal.aborted) return undefined;
    }
  }

  /** Shorter when a restart is asked for or the program is stopped. */
  async #pause(waitMs: number): Promise<void> {
    if (this.#isRestartAsked) {
      this.#isRestartAsked = false;
      return;
    }
    if (this.#stopping.signal.aborted) return;
    this.#report.say(`${this.name} is started again in ${waitMs / 1000} s.`);
    this.#wait = new AbortController();
    await delay(waitMs, undefined, { signal: this.#wait.signal }).catch(() => undefined);
    this.#isRestartAsked = false;
  }

  /** Somebody may have started one by hand in the meantime: it is used for as long as it answers. */
  async #isAnsweredByAnother(): Promise<boolean> {
    let isAnswered = false;
    while (!this.#stopping.signal.aborted && (await this.#program.isReady())) {
      if (!isAnswered) this.#report.say(`${this.name} answers: somebody else started it.`);
      isAnswered = true;
      this.#wait = new AbortController();
      await delay(STILL_WAITING_MS, undefined, { signal: this.#wait.signal }).catch(
        () => undefined,
      );
    }
    return isAnswered;
  }
}
