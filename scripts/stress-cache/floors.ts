import { MOST_PROCESSES, type Register } from './register.ts';

/** What this process must see at least: what acknowledged invalidations demand of all, and its own failed ones of it alone. */
export class Floors {
  readonly #register: Register;
  readonly #process: number;
  /** By row. An invalidation that was rejected is in force here all the same; the process takes this to its grave. */
  readonly #own = new Map<number, number>();

  constructor(register: Register, process: number) {
    this.#register = register;
    this.#process = process;
  }

  of(row: number): number {
    return Math.max(this.#register.floor(row), this.#own.get(row) ?? 0);
  }

  /** An invalidation was acknowledged: from now on nobody may see less than what was true before it began. */
  acknowledge(rows: readonly number[], versions: readonly number[]): void {
    rows.forEach((row, at) => {
      this.#register.raiseFloor(row, this.#process, versions[at] ?? 0);
    });
  }

  /** An invalidation was rejected. */
  demandHere(rows: readonly number[], versions: readonly number[]): void {
    rows.forEach((row, at) => {
      this.#own.set(row, Math.max(versions[at] ?? 0, this.#own.get(row) ?? 0));
    });
  }

  /** Who demands what, for a report: each process's floor, and last this one's own. */
  explain(row: number): readonly number[] {
    return [...this.#register.floors(row).slice(0, MOST_PROCESSES), this.#own.get(row) ?? 0];
  }
}
