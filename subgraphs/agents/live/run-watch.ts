import type { MessageRecord } from '../message.ts';
import type { MessageStore } from '../message-store.ts';
import type { RunRecord } from '../run.ts';
import type { RunStore } from '../run-store.ts';
import type { RunChannel, RunListener } from './run-channel.ts';
import type { RunEvent, RunRequest } from './run-event.ts';
import { RunView } from './run-view.ts';

export interface WatchDeps {
  readonly runs: RunStore;
  readonly messages: MessageStore;
  readonly channel: RunChannel;
  /** Asks the process that works on a run. */
  readonly ask: (request: RunRequest) => void;
}

/** How often the store is looked at: for what no message can tell, as the end of a process that was killed. */
const LOOK_MS = 2000;
/** The same while Redis is away. */
const LOOK_ALONE_MS = 500;
/** A repetition that was asked for and did not come in this time is asked for again. */
const ASK_AGAIN_MS = 250;

/** One watcher's eye on a run: on the events that come, and on the store where they do not tell enough. */
export class RunWatch implements RunListener {
  readonly view: RunView;
  readonly #deps: WatchDeps;
  readonly #signal: AbortSignal;
  #run: RunRecord;
  #stop: () => void = () => undefined;
  #wake: () => void = () => undefined;
  /** The store must be looked at. */
  #isDue = true;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(deps: WatchDeps, run: RunRecord, signal: AbortSignal) {
    this.#deps = deps;
    this.#run = run;
    this.#signal = signal;
    this.view = new RunView(run);
    signal.addEventListener('abort', () => this.#wake(), { once: true });
  }

  /** Listens from now on, and asks for what was said before. */
  async begin(): Promise<void> {
    this.#stop = await this.#deps.channel.watch(this.#run.id, this);
    this.#askForText();
  }

  end(): void {
    this.#stop();
  }

  onEvent(event: RunEvent): void {
    this.view.apply(event);
    if (!this.view.isWhole) this.#askForText();
    this.#isDue ||= this.view.isOver;
    this.#wake();
  }

  onGap(): void {
    this.#isDue = true;
    this.#askForText();
    this.#wake();
  }

  /** How the run stands, and its answer when it has one; null when the run is gone. */
  async look(): Promise<{ run: RunRecord; answer: MessageRecord | null } | null> {
    if (this.#isDue) {
      this.#isDue = false;
      const { version } = this.view;
      const stored = await this.#deps.runs.find(this.#run.userId, this.#run.id);
      if (stored === null) return null;
      this.#run = stored;
      if (stored.status !== 'RUNNING') {
        return {
          run: stored,
          answer: await this.#deps.messages.findAnswer(stored.userId, stored.id),
        };
      }
      // An event that came meanwhile may be newer than what was read.
      if (this.view.version === version) this.view.take(stored);
    }
    return { run: { ...this.#run, ...this.view.state }, answer: null };
  }

  /** Resolves when there may be something new. */
  async change(): Promise<void> {
    if (this.#isDue || this.#signal.aborted) return;
    const lookMs = this.#deps.channel.isConnected ? LOOK_MS : LOOK_ALONE_MS;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#isDue = true;
        resolve();
      }, lookMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #askForText(): void {
    const now = performance.now();
    if (now - this.#askedAt < ASK_AGAIN_MS) return;
    this.#askedAt = now;
    this.#deps.ask({ runId: this.#run.id, want: 'repeat' });
  }
}
