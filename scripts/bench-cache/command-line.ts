import { parseArgs } from 'node:util';
import { readRounds } from '../measuring/read-rounds.ts';
import type { Scenario } from './scenario.ts';

const DEFAULT_ROUNDS = 5;
const QUICK_ROUNDS = 2;

/** What the benchmark was asked for. */
export interface BenchCommand {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  readonly isQuick: boolean;
  readonly outputFile: string | undefined;
  readonly rounds: number;
  readonly scenarios: readonly Scenario[];
}

/** Throws a `TypeError` that says what was expected. */
export function readBenchCommand(
  words: readonly string[],
  scenarios: readonly Scenario[],
): BenchCommand {
  const { values } = parseArgs({
    args: [...words],
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      quick: { type: 'boolean' },
      output: { type: 'string' },
      only: { type: 'string' },
      rounds: { type: 'string' },
    },
  });
  return {
    isHelp: values.help ?? false,
    isJson: values.json ?? false,
    isQuick: values.quick ?? false,
    outputFile: values.output,
    rounds: readRounds(values.rounds, values.quick ? QUICK_ROUNDS : DEFAULT_ROUNDS),
    scenarios: choose(scenarios, values.only),
  };
}

function choose(scenarios: readonly Scenario[], only: string | undefined): readonly Scenario[] {
  if (only === undefined) return scenarios;
  return only.split(',').map((name) => {
    const found = scenarios.find((scenario) => scenario.name === name.trim());
    if (found !== undefined) return found;
    const names = scenarios.map((scenario) => scenario.name).join(', ');
    throw new TypeError(`--only takes scenarios (${names}); got "${name}"`);
  });
}
