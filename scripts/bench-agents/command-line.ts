import { parseArgs } from 'node:util';
import { readRounds } from '../measuring/read-rounds.ts';

const ROUNDS = 5;
const QUICK_ROUNDS = 1;
const MESSAGES_ELSEWHERE = 100_000;
const QUICK_MESSAGES_ELSEWHERE = 5000;
const SIZES = [1000, 10_000, 100_000];
const QUICK_SIZES = [500, 2000];

/** What can be measured by itself. */
const parts = ['turns', 'memory'] as const;
export type BenchPart = (typeof parts)[number];

/** What the benchmark was asked for. */
export interface BenchCommand {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  readonly isQuick: boolean;
  readonly rounds: number;
  /** How many messages the large store has in other sessions. */
  readonly messagesElsewhere: number;
  readonly outputFile: string | undefined;
  readonly parts: readonly BenchPart[];
  /** Messages of one agent, at each of which its memory is measured. */
  readonly sizes: readonly number[];
}

/** Throws a `TypeError` that says what was expected. */
export function readBenchCommand(words: readonly string[]): BenchCommand {
  const { values } = parseArgs({
    args: [...words],
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      quick: { type: 'boolean' },
      rounds: { type: 'string' },
      output: { type: 'string' },
      only: { type: 'string' },
      sizes: { type: 'string' },
    },
  });
  const isQuick = values.quick ?? false;
  return {
    isHelp: values.help ?? false,
    isJson: values.json ?? false,
    isQuick,
    rounds: readRounds(values.rounds, isQuick ? QUICK_ROUNDS : ROUNDS),
    messagesElsewhere: isQuick ? QUICK_MESSAGES_ELSEWHERE : MESSAGES_ELSEWHERE,
    outputFile: values.output,
    parts: readParts(values.only),
    sizes: values.sizes?.split(',').map(readSize) ?? (isQuick ? QUICK_SIZES : SIZES),
  };
}

function readParts(word: string | undefined): readonly BenchPart[] {
  const chosen = parts.filter((part) => word === undefined || part === word);
  if (chosen.length > 0) return chosen;
  throw new TypeError(`--only takes ${parts.join(' or ')}; got ${word}`);
}

function readSize(word: string): number {
  if (/^[1-9]\d{2,6}$/.test(word.trim())) return Number(word);
  throw new TypeError(`--sizes takes whole numbers from 100 to 9999999, with commas; got ${word}`);
}
