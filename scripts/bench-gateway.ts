import { type BenchCommand, otherParts, readBenchCommand } from './bench-gateway/command-line.ts';
import { loads } from './bench-gateway/load/loads.ts';
import { runBench } from './bench-gateway/run-bench.ts';

const parts = [
  ...loads.map(({ name, summary, connections }) => [name, `${connections} at a time: ${summary}`]),
  ...otherParts.map((name) => [
    name,
    name === 'memory' ? 'of an idle process' : 'first search of a process just started',
  ]),
];

const help = `Measures the gateway beside others, on one core, with the same subgraphs and the same requests.

  npm run bench:gateway                              everything, as tables
  npm run bench:gateway -- --only varied-16,memory   some parts
  npm run bench:gateway -- --rounds 9                more rounds; medians are shown (default 5)
  npm run bench:gateway -- --quick                   short times: to see that it works, not to quote
  npm run bench:gateway -- --json                    JSON instead of the tables
  npm run bench:gateway -- --output FILE             JSON to a file beside the tables

Parts:
${parts.map(([name = '', says = '']) => `  ${name.padEnd(14)}${says}`).join('\n')}

  GRAFBASE_BIN   a Grafbase command line to measure instead of the one from the npm registry

The first run installs the other gateways into .data/bench-gateway-peers/ (DATA_DIR). Needs Linux, two cores, taskset (util-linux) and
redis-server (or REDIS_SERVER_BIN). docs/gateway-speed.md says what is measured and how to read it.
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
    return readBenchCommand(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return undefined;
  }
}
