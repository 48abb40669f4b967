import { parseArgs } from 'node:util';

const DEFAULT_FILES = 200;

/** What the benchmark was asked for. */
export interface IngestBenchCommand {
  readonly isHelp: boolean;
  readonly isJson: boolean;
  readonly outputFile: string | undefined;
  readonly files: number;
}

/** Throws a `TypeError` that says what was expected. */
export function readIngestBenchCommand(words: readonly string[]): IngestBenchCommand {
  const { values } = parseArgs({
    args: [...words],
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      output: { type: 'string' },
      files: { type: 'string', default: String(DEFAULT_FILES) },
    },
  });
  if (!/^[1-9]\d{0,4}$/.test(values.files))
    throw new TypeError(`--files takes a whole number from 1 to 99999; got ${values.files}`);
  return {
    isHelp: values.help ?? false,
    isJson: values.json ?? false,
    outputFile: values.output,
    files: Number(values.files),
  };
}
