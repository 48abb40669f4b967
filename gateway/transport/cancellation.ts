/**
 * Says that nobody wants an answer any more. What `AbortSignal` is for, at a tenth of the cost of one per call: no events, and
 * whoever listens is told once.
 */
export class Cancellation {
  readonly #listeners = new Set<CancellationListener>();
  #isCancelled = false;

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  cancel(): void {
    if (this.#isCancelled) return;
    this.#isCancelled = true;
    for (const listener of this.#listeners) listener.onCancel();
    this.#listeners.clear();
  }

  add(listener: CancellationListener): void {
    this.#listeners.add(listener);
  }

  remove(listener: CancellationListener): void {
    this.#listeners.delete(listener);
  }
}

export interface CancellationListener {
  onCancel(): void;
}

/** The call was given up because nobody wanted its answer any more. */
export class CancelledError extends Error {
  constructor() {
    super('nobody waits for the answer any more');
    this.name = 'CancelledError';
  }
}
