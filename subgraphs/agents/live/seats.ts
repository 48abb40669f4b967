/** How many connections may be open at the same time. */
export class Seats {
  readonly #total: number;
  #taken = 0;

  constructor(total: number) {
    this.#total = total;
  }

  /** Gives what leaves the seat, once; null when all are taken. */
  take(): (() => void) | null {
    if (this.#taken >= this.#total) return null;
    this.#taken += 1;
    let isTaken = true;
    return () => {
      if (isTaken) this.#taken -= 1;
      isTaken = false;
    };
  }
}
