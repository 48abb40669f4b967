import { parseArgs } from 'node:util';

const ROUNDS = 5;
const QUICK_ROUNDS = 1;
const MESSAGES_ELSEWHERE = 100_000;
const QUICK_MESSAGES_ELSEWHERE = 5000;

/** What the benchmark was asked for. */
export interface BenchCommand {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  readonly isQuick: boolean;
  readonly rounds: number;
  /** How many messages the large store has in other sessions. */
  readonly messagesElsewhere: number;
  readonly outputFile: string | undefined;
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
    },
  });
  const isQuick = values.quick ?? false;
  return {
    isHelp: values.help ?? false,
    isJson: values.json ?? false,
    isQuick,
    rounds: readRounds(values.rounds, isQuick),
    messagesElsewhere: isQuick ? QUICK_MESSAGES_ELSEWHERE : MESSAGES_ELSEWHERE,
    outputFile: values.output,
  };
}

function readRounds(word: string | undefined, isQuick: boolean): number {
  if (word === undefined) return isQuick ? QUICK_ROUNDS : ROUNDS;
  if (/^[1-9]\d{0,2}$/.test(word)) return Number(word);
  throw new TypeError(`--rounds takes a whole number from 1 to 999; got ${word}`);
}
