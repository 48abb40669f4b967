import { parseArgs } from 'node:util';
import { readRounds } from '../measuring/read-rounds.ts';
import { type LoadPlan, loads } from './load/loads.ts';

const DEFAULT_ROUNDS = 5;
const QUICK_ROUNDS = 1;

/** What is measured beside the loads. */
export const otherParts = ['memory', 'cold-search'] as const;
type OtherPart = (typeof otherParts)[number];

/** How much is measured, and who is told of the progress. */
export interface BenchSize {
  readonly rounds: number;
  /** Short times: to see that it works, not to quote. */
  readonly isQuick: boolean;
  readonly say: (line: string) => void;
}

/** What the benchmark was asked for. */
export interface BenchCommand extends Omit<BenchSize, 'say'> {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  readonly outputFile: string | undefined;
  readonly loads: readonly LoadPlan[];
  readonly others: readonly OtherPart[];
}

/** Throws a `TypeError` that says what was expected. */
export function readBenchCommand(words: readonly string[]): BenchCommand {
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
  const isQuick = values.quick ?? false;
  return {
    isHelp: values.help ?? false,
    isJson: values.json ?? false,
    isQuick,
    outputFile: values.output,
    rounds: readRounds(values.rounds, isQuick ? QUICK_ROUNDS : DEFAULT_ROUNDS),
    ...choose(values.only),
  };
}

function choose(only: string | undefined): Pick<BenchCommand, 'loads' | 'others'> {
  if (only === undefined) return { loads, others: otherParts };
  const wanted = new Set(only.split(',').map((name) => name.trim()));
  const known: readonly string[] = [...loads.map(({ name }) => name), ...otherParts];
  const unknown = [...wanted].find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`--only takes ${known.join(', ')}, with commas; got "${unknown}"`);
  return {
    loads: loads.filter(({ name }) => wanted.has(name)),
    others: otherParts.filter((name) => wanted.has(name)),
  };
}
