import {
  type MemoryBenchCommand,
  readMemoryBenchCommand,
} from './bench-agents/memory/command-line.ts';
import { runMemoryBench } from './bench-agents/memory/run-bench.ts';

const help = `Measures the memory of the agents service at several sizes, on a Redis and in folders of its own.

  npm run bench:agents-memory                          1,000, 10,000 and 100,000 messages of one agent, as a table
  npm run bench:agents-memory -- --sizes 5000,50000    other sizes
  npm run bench:agents-memory -- --quick               small sizes: to see that it works, not to quote
  npm run bench:agents-memory -- --json                JSON instead of the table
  npm run bench:agents-memory -- --output FILE         JSON to a file beside it

  EVAL_DATA   folder of the evaluation sets, whose sentences the messages are made of; default ../shared/data

Vectors are synthetic and a query's is known before, so that what is measured is memory and not a model.
Needs redis-server (or REDIS_SERVER_BIN). 100,000 messages take about two minutes and 1 GB of disk while it runs.
`;

const command = readCommand();
if (command?.isHelp) {
  process.stdout.write(help);
} else if (command !== undefined) {
  await runMemoryBench(command).catch((error: Error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exitCode = 1;
  });
}

function readCommand(): MemoryBenchCommand | undefined {
  try {
    return readMemoryBenchCommand(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return undefined;
  }
}
