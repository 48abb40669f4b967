/** Runs tasks one at a time, in the order given; one that fails does not hold up the next. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything given so far has ended, well or badly. */
  async drained(): Promise<void> {
    await this.#last;
  }
}
