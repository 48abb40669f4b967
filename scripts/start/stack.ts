import type { ConsoleLog } from './console-log.ts';
import type { Program } from './processes/program.ts';
import { SupervisedProgram } from './processes/supervised-program.ts';

/** How long a process may take to end after SIGTERM. The services drain for at most as long. */
const GRACE_MS = 10_000;

/** Generous: on a cold disk the first start reads a few hundred megabytes of packages and weights. */
const READY_LIMIT_MS = 120_000;

/** The processes of the stack, in groups: a group starts when all of the one before it are ready. */
export class Stack {
  readonly #groups: readonly (readonly SupervisedProgram[])[];
  readonly #log: ConsoleLog;

  /** `onNewProcess` is told when a program runs again as another process, so that `pids` changed. */
  constructor(
    groups: readonly (readonly Program[])[],
    log: ConsoleLog,
    onNewProcess: (stack: Stack) => Promise<void>,
  ) {
    this.#log = log;
    this.#groups = groups.map((programs) =>
      programs.map(
        (program) =>
          new SupervisedProgram(
            program,
            {
              line: (text) => log.line(program.name, text),
              say: (text) => log.say(text),
              runsAgain: () => void onNewProcess(this),
            },
            READY_LIMIT_MS,
          ),
      ),
    );
  }

  /** Resolves when everything is ready, or was stopped meanwhile. Throws `ProgramFailedError`. */
  async start(stopped: AbortSignal): Promise<void> {
    // A program that does not become ready is waited for no longer; `stop` ends what runs.
    stopped.addEventListener('abort', () => void this.stop(), { once: true });
    for (const group of this.#groups) {
      if (stopped.aborted) return;
      await Promise.all(
        group.map(async (program) => {
          const began = performance.now();
          const isReady = await program.start();
          const seconds = ((performance.now() - began) / 1000).toFixed(1);
          if (isReady) this.#log.say(`${program.name} is ready (${seconds} s)`);
        }),
      );
    }
  }

  /** Process ids by name, of those that run. */
  get pids(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      this.#groups.flat().flatMap(({ name, pid }) => (pid === undefined ? [] : [[name, pid]])),
    );
  }

  async restart(name: string): Promise<void> {
    await this.#groups
      .flat()
      .find((program) => program.name === name)
      ?.restart(GRACE_MS);
  }

  /** Ends every process that was started, the last group first. */
  async stop(): Promise<void> {
    for (const group of this.#groups.toReversed()) {
      await Promise.all(group.map((program) => program.stop(GRACE_MS)));
    }
  }

  /** SIGKILL to all, at once; the last group first too, so that none is left to complain of another. */
  kill(): void {
    for (const program of this.#groups.toReversed().flat()) program.kill();
  }
}
