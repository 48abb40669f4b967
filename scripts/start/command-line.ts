import { parseArgs } from 'node:util';

export const help = `Starts the whole stack and keeps it running: a Redis, worker, retrieval, agents, gateway.

  npm start                 everything, then a demonstration on examples/corpus/
  npm start -- --no-demo    without the demonstration
  npm run dev               without it, and each service restarts when its sources change (--watch)

Ctrl-C or SIGTERM stops every process that was started, and no other; a second Ctrl-C does not wait.

Environment (see .env.example for all):
  GATEWAY_PORT=4000 WORKER_PORT=8001 RETRIEVAL_PORT=8002 AGENTS_PORT=8003   ports
  HOST=127.0.0.1        address to listen on
  DATA_DIR=.data        files, stores, index, and the private Redis' data
  REDIS_URL=…           a Redis to use (or REDIS_HOST, REDIS_PORT, REDIS_PASSWORD);
                        else redis-server or valkey-server from PATH, else Docker, else Debian's package
  LOG_FORMAT=json       the services' log lines as they are, for a machine
  LOG_LEVEL=info        how much they write
`;

export interface CommandLine {
  readonly isHelp: boolean;
  readonly isDemoWanted: boolean;
  readonly isWatching: boolean;
}

/** Throws a `TypeError` that says which word is unknown. */
export function readCommandLine(words: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...words],
    options: {
      help: { type: 'boolean', short: 'h' },
      'no-demo': { type: 'boolean' },
      watch: { type: 'boolean' },
    },
  });
  return {
    isHelp: values.help ?? false,
    isDemoWanted: !values['no-demo'],
    isWatching: values.watch ?? false,
  };
}
