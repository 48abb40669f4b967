import { parseArgs } from 'node:util';

const SIZES = [1000, 10_000, 100_000];
const QUICK_SIZES = [500, 2000];

/** What the benchmark was asked for. */
export interface MemoryBenchCommand {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  readonly isQuick: boolean;
  /** Messages of one agent. */
  readonly sizes: readonly number[];
  readonly outputFile: string | undefined;
}

/** Throws a `TypeError` that says what was expected. */
export function readMemoryBenchCommand(words: readonly string[]): MemoryBenchCommand {
  const { values } = parseArgs({
    args: [...words],
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      quick: { type: 'boolean' },
      sizes: { type: 'string' },
      output: { type: 'string' },
    },
  });
  const isQuick = values.quick ?? false;
  return {
    isHelp: values.help ?? false,
    isJson: values.json ?? false,
    isQuick,
    sizes: values.sizes?.split(',').map(readSize) ?? (isQuick ? QUICK_SIZES : SIZES),
    outputFile: values.output,
  };
}

function readSize(word: string): number {
  if (/^[1-9]\d{2,6}$/.test(word.trim())) return Number(word);
  throw new TypeError(
    `--sizes takes whole numbers from 100 to 9999999, with commas; got "${word}"`,
  );
}
