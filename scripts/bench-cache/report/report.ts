import { cpus } from 'node:os';
import type { Figure } from '../figure.ts';
import type { Scenario } from '../scenario.ts';

/** One run, as `--json` and `--output` write it. */
export interface Report {
  readonly node: string;
  readonly redis: string;
  readonly processor: string;
  readonly cores: number;
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

/** What the machine is, for a reader of the figures. */
export function describeMachine(): Pick<Report, 'node' | 'processor' | 'cores'> {
  const processors = cpus();
  return {
    node: process.version,
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
  };
}

export function reportOf(
  { name, summary }: Scenario,
  figures: readonly Figure[],
  seconds: number,
): ScenarioReport {
  return { name, summary, seconds, figures };
}
