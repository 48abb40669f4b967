/** Reads of this process that wait for a load of another one, by the entry's name. */
export class LeaseWaiters {
  readonly #waiting = new Map<string, () => void>();

  /**
   * Begins to listen for the end of a load. To be called before the lease is asked for: the news may overtake the answer.
   * One read of a process waits for an entry, as others join it; one that could not join takes the place of the first, which
   * then looks by itself.
   */
  listen(entryName: string): { readonly told: Promise<void>; readonly stop: () => void } {
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    this.#waiting.set(entryName, tell);
    const stop = () => {
      if (this.#waiting.get(entryName) === tell) this.#waiting.delete(entryName);
    };
    return { told, stop };
  }

  /** The lease on this entry was given back, with or without a value. */
  tell(entryName: string): void {
    this.#waiting.get(entryName)?.();
  }
}
