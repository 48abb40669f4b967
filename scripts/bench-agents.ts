import { type BenchCommand, readBenchCommand } from './bench-agents/command-line.ts';
import { runBench } from './bench-agents/run-bench.ts';

const help = `Measures a turn of an agent (one question, one tool call, one answer, with a chat model over HTTP that takes no time), and
what an agent's memory costs as it grows.

  npm run bench:agents                    5 rounds, as a table
  npm run bench:agents -- --rounds 9      more of them
  npm run bench:agents -- --only memory   turns or memory alone
  npm run bench:agents -- --sizes 5000    memory with so many messages, several with commas (default: 1000,10000,100000)
  npm run bench:agents -- --json          JSON instead of the table
  npm run bench:agents -- --output FILE   JSON to a file beside the table
  npm run bench:agents -- --quick         shows that it works; its figures are not to be quoted

Turns a second and the time of a turn with 1, 4 and 16 sessions in flight, every tool result missed (cold) or all of them cached, beside
the AI SDK's loop alone with the same model (bare); durable commits, and how many a turn makes; a turn as its conversation grows and as
the store grows. Ratios are taken within each round. Memory: recall of one agent's past messages with synthetic vectors, a query's
known before, so that it is memory that is measured and not a model; EVAL_DATA is the folder of the sets whose sentences the messages are
made of, default ../shared/data. Starts processes and a Redis of its own: needs redis-server (or REDIS_SERVER_BIN). Takes about two
minutes for turns and two for memory on two cores, and 1 GB of disk while it runs.
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
