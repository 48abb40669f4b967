import { builtProgram, NODE_FLAGS } from '../../../subgraphs/shared/service/built-program.ts';
import type { Contender, Graph, Surroundings } from './contender.ts';

const MAIN = builtProgram('gateway/main.ts');

/** This gateway, as `npm start` starts it. What differs between its settings is whether it may keep answers, and where. */
export const ours: Contender = oursWith('ours', {
  database: 1,
  graphOf: ({ plain }) => plain,
});

export const oursKeeping: Contender = oursWith('ours, kept in memory', {
  database: 2,
  graphOf: ({ kept }) => kept,
});

export const oursKeepingInRedis: Contender = oursWith('ours, kept in Redis only', {
  database: 3,
  graphOf: ({ kept }) => kept,
  environment: { CACHE_MEMORY_MAX_BYTES: '0' },
});

function oursWith(
  name: string,
  options: {
    readonly database: number;
    readonly graphOf: (surroundings: Surroundings) => Graph;
    readonly environment?: Readonly<Record<string, string>>;
  },
): Contender {
  return {
    name,
    role: 'ours',
    async program(port, surroundings) {
      const { taggedPath, urls } = options.graphOf(surroundings);
      const subgraph = new URL(urls.products).origin;
      return {
        command: [process.execPath, ...NODE_FLAGS, MAIN],
        environment: {
          GATEWAY_PORT: String(port),
          SUPERGRAPH_PATH: taggedPath,
          REDIS_URL: surroundings.redisUrl(options.database),
          // The services that it asks for health and for missed changes; the graph's addresses are in the supergraph.
          WORKER_URL: subgraph,
          RETRIEVAL_URL: subgraph,
          AGENTS_URL: subgraph,
          // The others log nothing per request either.
          LOG_LEVEL: 'warn',
          ...options.environment,
        },
      };
    },
  };
}
