import { type BenchCommand, readBenchCommand } from './bench-cache/command-line.ts';
import { runBench } from './bench-cache/run-bench.ts';
import { scenarios } from './bench-cache/scenarios/scenarios.ts';

const help = `Measures the cache engine beside other libraries and raw ioredis, on a Redis of its own.

  npm run bench:cache                           every scenario, as tables
  npm run bench:cache -- --only l1-hit,outage   some of them
  npm run bench:cache -- --rounds 9             more rounds; medians are shown (default 5)
  npm run bench:cache -- --quick                small sizes: to see that it works, not to quote
  npm run bench:cache -- --json                 JSON instead of the tables
  npm run bench:cache -- --output FILE          JSON to a file beside the tables

Scenarios:
${scenarios.map(({ name, summary }) => `  ${name.padEnd(16)}${summary}`).join('\n')}

The first run installs the other libraries into .data/bench-peers/ (DATA_DIR). Needs redis-server (or REDIS_SERVER_BIN).
`;

const command = readCommand();
if (command?.isHelp) {
  process.stdout.write(help);
} else if (command !== undefined) {
  await runBench(command).then(
    () => process.exit(0),
    (error: Error) => {
      process.stderr.write(`${error.stack ?? error.message}\n`);
      process.exit(1);
    },
  );
}

function readCommand(): BenchCommand | undefined {
  try {
    return readBenchCommand(process.argv.slice(2), scenarios);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return undefined;
  }
}
