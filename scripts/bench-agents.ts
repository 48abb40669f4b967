import { type BenchCommand, readBenchCommand } from './bench-agents/command-line.ts';
import { runBench } from './bench-agents/run-bench.ts';

const help = `Measures a turn of an agent: one question, one tool call, one answer, with a chat model over HTTP that takes no time.

  npm run bench:agents                    5 rounds, as a table
  npm run bench:agents -- --rounds 9      more of them
  npm run bench:agents -- --json          JSON instead of the table
  npm run bench:agents -- --output FILE   JSON to a file beside the table
  npm run bench:agents -- --quick         shows that it works; its figures are not to be quoted

Turns a second and the time of a turn with 1, 4 and 16 sessions in flight, every tool result missed (cold) or all of them cached, beside
the AI SDK's loop alone with the same model (bare); durable commits, and how many a turn makes; a turn as its conversation grows and as
the store grows. Ratios are taken within each round. Starts processes and a Redis of its own: needs redis-server (or REDIS_SERVER_BIN).
Takes about two minutes on two cores.
`;

const command = readCommand();
if (command?.isHelp) process.stdout.write(help);
else if (command !== undefined) {
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
