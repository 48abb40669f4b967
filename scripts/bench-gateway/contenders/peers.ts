import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { schemas, subgraphNames } from '../graph/schemas.ts';
import type { Contender, Graph, Surroundings } from './contender.ts';
import { NotInstalledError } from './not-installed-error.ts';

const environment = { NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true' };

/** `@apollo/gateway` in `@apollo/server`'s own HTTP server, as their documentation begins. */
export const apollo: Contender = {
  name: 'Apollo',
  role: 'javascript',
  program: async (port, { plain, peersFolder }) => ({
    command: [process.execPath, 'apollo.mjs', plain.supergraphPath, String(port)],
    environment,
    workingFolder: peersFolder,
  }),
};

/** The same with `@apollo/server-plugin-response-cache`, which keeps answers in memory. */
export const apolloKeeping: Contender = {
  name: 'Apollo, response cache',
  role: 'javascript',
  program: async (port, { kept, peersFolder }) => ({
    command: [process.execPath, 'apollo.mjs', kept.supergraphPath, String(port), 'keep'],
    environment,
    workingFolder: peersFolder,
  }),
};

/** Hive Gateway with the planner and executor that it has by default. */
export const hive = hiveWith('Hive', { words: [], graphOf: ({ plain }) => plain });

/** Hive Gateway with the planner of Hive Router, in Rust. */
export const hiveRust = hiveWith('Hive, Rust planner', {
  words: ['--hive-router-runtime'],
  graphOf: ({ plain }) => plain,
});

export const hiveKeeping = hiveWith('Hive, response cache', {
  words: ['--hive-router-runtime'],
  graphOf: ({ kept }) => kept,
  keep: () => 'memory',
});

export const hiveKeepingInRedis = hiveWith('Hive, response cache in Redis', {
  words: ['--hive-router-runtime'],
  graphOf: ({ kept }) => kept,
  keep: ({ redisUrl }) => redisUrl(4),
});

/** Mercurius compiles queries and reads the subgraphs' schemas from them; it knows no supergraph. */
export const mercurius: Contender = {
  name: 'Mercurius',
  role: 'javascript',
  program: async (port, { plain, peersFolder }) => ({
    command: [
      process.execPath,
      'mercurius.mjs',
      String(port),
      ...subgraphNames.map((name) => `${name}=${plain.urls[name]}`),
    ],
    environment,
    workingFolder: peersFolder,
  }),
};

/**
 * Grafbase, in Rust: the gateway inside its command line, the only form of it in the npm registry. It composes the subgraphs by itself.
 * `GRAFBASE_BIN` names another binary.
 */
export const grafbase: Contender = {
  name: 'Grafbase',
  role: 'native',
  async program(port, { plain, peersFolder, folder }) {
    const binary =
      process.env['GRAFBASE_BIN'] ??
      join(peersFolder, 'node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase');
    await access(binary).catch(() => {
      throw new NotInstalledError(`there is no ${binary}; GRAFBASE_BIN may name another one`);
    });
    const home = join(folder, 'grafbase');
    await mkdir(home, { recursive: true });
    for (const name of subgraphNames) await writeFile(join(home, `${name}.graphql`), schemas[name]);
    const subgraphs = subgraphNames.map(
      (name) =>
        `[subgraphs.${name}]\nurl = "${plain.urls[name]}"\nschema_path = "${name}.graphql"\n`,
    );
    await writeFile(join(home, 'grafbase.toml'), subgraphs.join('\n'));
    const address = `127.0.0.1:${port}`;
    return {
      command: [binary, '--home', home, 'dev', '-c', 'grafbase.toml', '--listen-address', address],
      workingFolder: home,
    };
  },
};

function hiveWith(
  name: string,
  options: {
    readonly words: readonly string[];
    readonly graphOf: (surroundings: Surroundings) => Graph;
    readonly keep?: (surroundings: Surroundings) => string;
  },
): Contender {
  return {
    name,
    role: 'javascript',
    async program(port, surroundings) {
      const { supergraphPath } = options.graphOf(surroundings);
      const words = ['supergraph', supergraphPath, '-c', 'hive.mjs', '--host', '127.0.0.1'];
      const keep = options.keep?.(surroundings);
      return {
        command: [
          process.execPath,
          'node_modules/@graphql-hive/gateway/dist/bin.js',
          ...words,
          '-p',
          String(port),
          ...options.words,
        ],
        environment: { ...environment, ...(keep !== undefined && { HIVE_KEEP: keep }) },
        workingFolder: surroundings.peersFolder,
      };
    },
  };
}
