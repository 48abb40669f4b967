import type { Bench } from './bench.ts';
import type { Figure } from './figure.ts';

/** One question that the benchmark asks. */
export interface Scenario {
  readonly name: string;
  /** What is measured, in one line. */
  readonly summary: string;
  run(bench: Bench): Promise<readonly Figure[]>;
}
