import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type DocumentNode, parse } from 'graphql';
import type { SubgraphName } from '../graph/schemas.ts';
import { resolversOf } from './resolvers.ts';
import { selectFields } from './select-fields.ts';

/**
 * One subgraph of the benchmark in a process of its own: `subgraph-program.ts NAME PORT`. Below `/kept/` it allows its answers to be
 * kept, elsewhere it forbids it. It also answers what this gateway asks its worker, for health and for changes that it missed.
 */
const [name, port] = process.argv.slice(2);
const resolvers = resolversOf(name as SubgraphName);
const documents = new Map<string, DocumentNode>();
/** Some gateways write values into the query: then each is another one, and none of them worth keeping. */
const MAX_DOCUMENTS = 100;

const nothingMissed = { changes: [], position: 'log:0', removedFiles: [] };

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    const isChanges = request.url?.startsWith('/internal/v1/changes') ?? false;
    return send(response, isChanges ? nothingMissed : { status: 'ok' }, 'no-store');
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()));
});
// Longer than any pause between rounds: a connection that ends while a request is on its way is an error that no contender earned.
server.keepAliveTimeout = 600_000;
server.listen(Number(port), '127.0.0.1');

function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
  const cacheControl = request.url?.startsWith('/kept/') ? 'max-age=3600, public' : 'no-store';
  try {
    const asked = JSON.parse(body) as Asked | Asked[];
    const answered = Array.isArray(asked) ? asked.map(dataOf) : dataOf(asked);
    send(response, answered, cacheControl);
  } catch (error) {
    send(response, { errors: [{ message: String(error) }] }, 'no-store');
  }
}

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

function dataOf({ query, variables }: Asked): { data: unknown } {
  let document = documents.get(query);
  if (document === undefined) {
    document = parse(query, { noLocation: true });
    if (documents.size < MAX_DOCUMENTS) documents.set(query, document);
  }
  return { data: selectFields(document, variables ?? {}, resolvers) };
}

function send(response: ServerResponse, value: unknown, cacheControl: string): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': cacheControl,
  });
  response.end(body);
}
