import { type IngestBenchCommand, readIngestBenchCommand } from './bench-ingest/command-line.ts';
import { runIngestBench } from './bench-ingest/run-ingest-bench.ts';

const help = `Measures whether the worker answers while it ingests: /health during an ingest of small files.

  npm run bench:ingest                    200 files, as a table
  npm run bench:ingest -- --files 1000    more of them
  npm run bench:ingest -- --json          JSON instead of the table
  npm run bench:ingest -- --output FILE   JSON to a file beside the table

Starts a worker process with its embedded model, and a Redis of its own: needs redis-server (or REDIS_SERVER_BIN). Takes about half a
minute for 200 files on two cores.
`;

const command = readCommand();
if (command?.isHelp) process.stdout.write(help);
else if (command !== undefined) {
  await runIngestBench(command).catch((error: Error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exitCode = 1;
  });
}

function readCommand(): IngestBenchCommand | undefined {
  try {
    return readIngestBenchCommand(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return undefined;
  }
}
