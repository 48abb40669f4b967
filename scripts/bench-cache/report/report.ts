import type { Machine } from '../../measuring/machine.ts';
import type { Figure } from '../figure.ts';
import type { Scenario } from '../scenario.ts';

/** One run, as `--json` and `--output` write it. */
export interface Report extends Machine {
  readonly redis: string;
  readonly rounds: number;
  /** Of small sizes: not to be quoted. */
  readonly isQuick: boolean;
  readonly peers: Readonly<Record<string, string>>;
  readonly scenarios: readonly ScenarioReport[];
}

export interface ScenarioReport {
  readonly name: string;
  readonly summary: string;
  readonly seconds: number;
  readonly figures: readonly Figure[];
}

export function reportOf(
  { name, summary }: Scenario,
  figures: readonly Figure[],
  seconds: number,
): ScenarioReport {
  return { name, summary, seconds, figures };
}
