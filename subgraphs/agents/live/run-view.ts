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
    const { sequence, offset, step, progress } = event;
    if (sequence <= this.#sequence) return;
    const isNext = sequence === this.#sequence + 1 && this.#isWhole;
    this.#sequence = sequence;
    this.#isOver ||= event.isOver;
    this.#isWhole = isNext || offset === 0;
    const text = this.#isWhole ? this.#text.slice(0, offset) + event.text : this.#text;
    this.#change({ ...this.#state, step, progress }, text);
  }

  /** What the store says. */
  take({ status, step, progress }: RunState): void {
    this.#change({ status, step, progress }, this.#text);
  }

  /** What was only repeated is no change. */
  #change(state: RunState, text: string): void {
    const { status, step, progress } = this.#state;
    const isSame =
      state.status === status &&
      state.step === step &&
      state.progress === progress &&
      text === this.#text;
    if (!isSame) this.#version += 1;
    this.#state = state;
    this.#text = text;
  }
}
