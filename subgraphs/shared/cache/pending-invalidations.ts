import type { InvalidationTarget } from './invalidation-target.ts';

/** Beyond this, remembering each costs more than forgetting everything would. */
const MOST_NAMES = 10_000;

/** Invalidations that could not be done, oldest first. */
export class PendingInvalidations {
  readonly #everything: InvalidationTarget;
  #due: InvalidationTarget[] = [];

  /** `allStamps`: the stamps that every entry carries one of. */
  constructor(allStamps: readonly string[]) {
    this.#everything = { entries: [], stamps: allStamps };
  }

  add(target: InvalidationTarget): void {
    this.#due.push(target);
    if (this.#due.reduce((sum, due) => sum + countNames(due), 0) > MOST_NAMES) this.addEverything();
  }

  /** Everything goes, and with it whatever else was due. */
  addEverything(): void {
    this.#due = [this.#everything];
  }

  first(): InvalidationTarget | undefined {
    return this.#due[0];
  }

  done(target: InvalidationTarget): void {
    this.#due = this.#due.filter((due) => due !== target);
  }
}

function countNames(target: InvalidationTarget): number {
  return target.entries.length + target.stamps.length + (target.pattern === undefined ? 0 : 1);
}
