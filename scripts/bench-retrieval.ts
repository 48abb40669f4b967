import { type BenchCommand, readBenchCommand } from './bench-retrieval/command-line.ts';
import { runBench } from './bench-retrieval/run-bench.ts';

const help = `Measures the index and the searches of the retrieval service at several sizes, on a Redis and in folders of its own.

  npm run bench:retrieval                          1,000, 10,000 and 100,000 chunks, as a table
  npm run bench:retrieval -- --sizes 5000,50000    other sizes
  npm run bench:retrieval -- --quick               small sizes: to see that it works, not to quote
  npm run bench:retrieval -- --json                JSON instead of the table
  npm run bench:retrieval -- --output FILE         JSON to a file beside the table
  npm run bench:retrieval -- --chart FILE          the growth curve to an SVG file

  EVAL_DATA   folder of the evaluation sets, whose sentences the chunks are made of; default ../shared/data

Needs redis-server (or REDIS_SERVER_BIN). 100,000 chunks take some minutes and 1 GB of disk while it runs.
`;

const command = readCommand();
if (command?.isHelp) {
  process.stdout.write(help);
} else if (command !== undefined) {
  await runBench(command).catch((error: Error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exitCode = 1;
  });
}

function readCommand(): BenchCommand | undefined {
  try {
    return readBenchCommand(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return undefined;
  }
}
