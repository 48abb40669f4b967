/** Who has applied one invalidation. */
export class Acknowledgements {
  readonly #arrived = new Set<string>();
  readonly #onEnd: () => void;
  #check: () => void = () => undefined;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  add(memberId: string): void {
    this.#arrived.add(memberId);
    this.#check();
  }

  /**
   * Resolves when each member has acknowledged or its lease (ms left) has run out, and not before `atLeastMs`: members that
   * are not in the list may hold a lease that long.
   */
  async waitFor(members: ReadonlyMap<string, number>, atLeastMs: number): Promise<void> {
    const timers: NodeJS.Timeout[] = [];
    try {
      await new Promise<void>((resolve) => {
        const missing = new Set([...members.keys()].filter((id) => !this.#arrived.has(id)));
        if (atLeastMs > 0) missing.add('');
        const strike = (id: string) => {
          missing.delete(id);
          if (missing.size === 0) resolve();
        };
        this.#check = () => [...this.#arrived].forEach(strike);
        for (const id of missing) {
          timers.push(setTimeout(strike, id === '' ? atLeastMs : (members.get(id) ?? 0), id));
        }
        if (missing.size === 0) resolve();
      });
    } finally {
      for (const timer of timers) clearTimeout(timer);
      this.#onEnd();
    }
  }
}
