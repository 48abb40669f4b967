/** Lets loops through, or holds them and tells when all are held. */
export class Gate {
  readonly #loops: number;
  #held = 0;
  #isOpen = true;
  #waiting: (() => void)[] = [];
  #onAllHeld: () => void = () => undefined;

  constructor(loops: number) {
    this.#loops = loops;
  }

  /** Each loop calls this between two turns. */
  async pass(): Promise<void> {
    if (this.#isOpen) return;
    this.#held++;
    if (this.#held === this.#loops) this.#onAllHeld();
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves when every loop is held. */
  async close(): Promise<void> {
    this.#isOpen = false;
    if (this.#held === this.#loops) return;
    await new Promise<void>((resolve) => {
      this.#onAllHeld = resolve;
    });
  }

  open(): void {
    this.#isOpen = true;
    this.#held = 0;
    for (const go of this.#waiting.splice(0)) go();
  }
}
