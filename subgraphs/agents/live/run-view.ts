import type { RunRecord } from '../run.ts';
import type { RunEvent } from './run-event.ts';

/** What of a run changes while it is under way. */
export type RunState = Pick<RunRecord, 'status' | 'step' | 'progress'>;

/** A run as one watcher knows it: put together from events in any order, with any number missing. */
export class RunView {
  #sequence = 0;
  #version = 0;
  #text = '';
  #state: RunState;
  #isWhole = true;
  #isOver = false;

  constructor(state: RunState) {
    this.#state = state;
  }

  /** Rises with every change. */
  get version(): number {
    return this.#version;
  }

  /** What is written of the answer, as far as it is known. */
  get text(): string {
    return this.#text;
  }

  get state(): RunState {
    return this.#state;
  }

  /** False when text is missing: the process at work must repeat it. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** True when the run is over and the store says how. */
  get isOver(): boolean {
    return this.#isOver;
  }

  apply(event: RunEvent): void {
    if (event.sequence <= this.#sequence) return;
    const isNext = event.sequence === this.#sequence + 1 && this.#isWhole;
    this.#sequence = event.sequence;
    this.#version += 1;
    this.#isOver ||= event.isOver;
    this.#isWhole = isNext || event.offset === 0;
    if (this.#isWhole) this.#text = this.#text.slice(0, event.offset) + event.text;
    this.#state = { ...this.#state, step: event.step, progress: event.progress };
  }

  /** What the store says; true when that is new. */
  take({ status, step, progress }: RunState): boolean {
    const known = this.#state;
    const isNew = status !== known.status || step !== known.step || progress !== known.progress;
    if (isNew) this.#version += 1;
    this.#state = { status, step, progress };
    return isNew;
  }
}
