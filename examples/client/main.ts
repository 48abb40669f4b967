import { parseArgs } from 'node:util';
import { GraphClient } from './graph-client.ts';
import { showGraph } from './show-graph.ts';

const help = `Asks a stack that runs, with the typed operations of schema/operations/: files, a search, the same page twice
(the second from the response cache), every cache, and the page again after its search was invalidated.

  npm run example:client                                   the gateway at http://localhost:4000
  npm run example:client -- --url http://127.0.0.1:4100    another one
  npm run example:client -- --query "how long are backups kept"

ADMIN_TOKEN, when the stack has one, is read from the environment: only operators may invalidate.
Exit codes: 0 shown, 1 the graph did not answer or refused, 2 an argument is wrong.
`;

interface Arguments {
  readonly url: string;
  readonly query: string;
  readonly help: boolean;
}

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const given = readArguments();
    if (given.help) {
      process.stdout.write(help);
      return 0;
    }
    const graph = new GraphClient(given.url, process.env['ADMIN_TOKEN'] || undefined);
    return await show(graph, given.query);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

async function show(graph: GraphClient, query: string): Promise<number> {
  try {
    await showGraph(graph, query, (line) => process.stdout.write(`${line}\n`));
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      url: { type: 'string', default: 'http://localhost:4000' },
      query: { type: 'string', default: 'why did the cache evict conversations' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (!URL.canParse(values.url)) {
    throw new TypeError(
      `--url is "${values.url}"; an address as http://localhost:4000 was expected.`,
    );
  }
  return values;
}
