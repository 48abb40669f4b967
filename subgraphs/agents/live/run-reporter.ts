import type { UserId } from '../../shared/service/user-id.ts';
import type { RunStore } from '../run-store.ts';
import type { RunChannel } from './run-channel.ts';

/** At most one event of new text in this time. */
const BATCH_MS = 50;

/** A run and whose it is. */
export interface OwnedRun {
  readonly userId: UserId;
  readonly runId: string;
}

/** Tells what one run does: steps into the store and to all that watch, the text under way to those only. */
export class RunReporter {
  readonly runId: string;
  readonly userId: UserId;
  readonly #runs: RunStore;
  readonly #channel: RunChannel;
  readonly #cancellation = new AbortController();
  #sequence = 0;
  #step: string | null = null;
  #progress = 0;
  /** As the watchers have it. */
  #told = '';
  #readDraft: () => string = () => '';
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor(deps: { readonly runs: RunStore; readonly channel: RunChannel }, run: OwnedRun) {
    this.runId = run.runId;
    this.userId = run.userId;
    this.#runs = deps.runs;
    this.#channel = deps.channel;
  }

  /** Fires, with the reason, when the run is ended from outside. */
  get cancelled(): AbortSignal {
    return this.#cancellation.signal;
  }

  cancel(reason: Error): void {
    this.#cancellation.abort(reason);
  }

  async step(step: string, progress: number): Promise<void> {
    await this.#runs.setStep(this.runId, step, progress);
    this.#step = step;
    this.#progress = progress;
    this.#tell();
  }

  /** A call is in the store, and the model has the word again. */
  toolCalled(): void {
    this.#step = 'answer';
    this.#tell();
  }

  /** There is more text, or other text; `read` gives it when it is to be told. */
  draft(read: () => string): void {
    this.#readDraft = read;
    this.#tellSoon();
  }

  /** Everything again, for those who came late. */
  repeat(): void {
    this.#told = '';
    this.#tellSoon();
  }

  /** Nothing more is told, whatever work goes on behind a deadline; the store says how it ended. */
  end(): void {
    this.#tell(true);
    this.#isOver = true;
  }

  #tellSoon(): void {
    if (this.#isOver) return;
    this.#timer ??= setTimeout(() => this.#tell(), BATCH_MS).unref();
  }

  #tell(isOver = false): void {
    if (this.#isOver) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const draft = this.#readDraft();
    const offset = draft.startsWith(this.#told) ? this.#told.length : 0;
    this.#told = draft;
    this.#sequence += 1;
    this.#channel.publish({
      runId: this.runId,
      sequence: this.#sequence,
      step: this.#step,
      progress: this.#progress,
      offset,
      text: draft.slice(offset),
      isOver,
    });
  }
}
