/** What happens again and again in a wave. */
export type MomentName = 'answered' | 'model asked';

interface Waiter {
  readonly name: MomentName;
  readonly count: number;
  readonly reached: (process: number) => void;
}

/** Counts what happens, and calls whoever waits for a count, at once. */
export class Moments {
  readonly #counts = new Map<MomentName, number>();
  #waiters: Waiter[] = [];

  /** `process` is where it happened; −1 when nobody knows. */
  tell(name: MomentName, process = -1): void {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const due = this.#waiters.filter((each) => each.name === name && each.count <= count);
    this.#waiters = this.#waiters.filter((each) => !due.includes(each));
    for (const { reached } of due) reached(process);
  }

  when(name: MomentName, count: number, reached: (process: number) => void): void {
    this.#waiters.push({ name, count, reached });
  }

  /** Nobody waits any longer; counting begins anew. Returns how many waited in vain. */
  reset(): number {
    const inVain = this.#waiters.length;
    this.#waiters = [];
    this.#counts.clear();
    return inVain;
  }
}
