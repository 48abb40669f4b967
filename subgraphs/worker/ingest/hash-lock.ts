/** Lets one at a time work on the same file: storing its bytes and deleting them must not interleave. */
export class HashLock {
  readonly #last = new Map<string, Promise<unknown>>();

  /** True while somebody works on the file. */
  isHeld(hash: string): boolean {
    return this.#last.has(hash);
  }

  async run<T>(hash: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(hash) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.catch(() => undefined);
    this.#last.set(hash, settled);
    try {
      return await mine;
    } finally {
      if (this.#last.get(hash) === settled) this.#last.delete(hash);
    }
  }
}
