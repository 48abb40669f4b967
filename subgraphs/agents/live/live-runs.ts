import type { MessageStore } from '../message-store.ts';
import type { RunRecord } from '../run.ts';
import { explainEnd } from '../run-end.ts';
import type { RunStore } from '../run-store.ts';
import { followRun, type RunProgress } from './follow-run.ts';
import type { RunChannel } from './run-channel.ts';
import type { RunRequest } from './run-event.ts';
import { type OwnedRun, RunReporter } from './run-reporter.ts';

export interface LiveRunsDeps {
  readonly runs: RunStore;
  readonly messages: MessageStore;
  readonly channel: RunChannel;
}

/** Runs while they last: those that this process works on, as the others reach them, and any run as it is watched. */
export class LiveRuns {
  readonly #deps: LiveRunsDeps;
  readonly #reporters = new Map<string, RunReporter>();

  constructor(deps: LiveRunsDeps) {
    this.#deps = deps;
    deps.channel.onRequest((request) => this.#answer(request));
  }

  /** To be ended with `end`. */
  begin(run: OwnedRun): RunReporter {
    const reporter = new RunReporter(this.#deps, run);
    this.#reporters.set(run.runId, reporter);
    return reporter;
  }

  end(reporter: RunReporter): void {
    this.#reporters.delete(reporter.runId);
    reporter.end();
  }

  /** Asks the process that works on the run, whichever it is. */
  request(request: RunRequest): void {
    if (!this.#answer(request)) this.#deps.channel.request(request);
  }

  /** The run's events from now on, the first one at once, the last one with the answer. */
  follow(run: RunRecord): AsyncIterableIterator<RunProgress> {
    return followRun({ ...this.#deps, ask: (request) => this.request(request) }, run);
  }

  /** Stops the work on a run that was ended from outside. */
  async stopIfEnded(reporter: RunReporter): Promise<void> {
    const run = await this.#deps.runs.find(reporter.userId, reporter.runId);
    if (run?.status !== 'RUNNING') reporter.cancel(explainEnd(run));
  }

  /** False when this process does not work on the run. */
  #answer({ runId, want }: RunRequest): boolean {
    const reporter = this.#reporters.get(runId);
    if (reporter === undefined) return false;
    if (want === 'repeat') reporter.repeat();
    // A store that cannot be read now is looked at again with the next renewal of the lease.
    else this.stopIfEnded(reporter).catch(() => undefined);
    return true;
  }
}
