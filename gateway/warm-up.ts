import type { ApolloServer } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { ANONYMOUS } from '../subgraphs/shared/service/user-id.ts';
import type { GatewayContext } from './context.ts';
import { SubgraphTimes } from './metrics/subgraph-times.ts';
import { Cancellation } from './transport/cancellation.ts';

/** How often; each leaves one plan behind. */
export const WARM_UP_TIMES = 12;
/** Asks nobody for anything: what it has for root fields is skipped. */
const OPERATION = `query WarmUp($skip: Boolean!, $query: String!) {
  search(query: $query) @skip(if: $skip) { query tookMs hits { rank text chunk { id text } file { hash name } } }
}`;

/** How often over HTTP, as far as that goes without a network. */
const WARM_UP_REQUESTS = 4;
/** A trace that is not sampled: nobody asked. */
const UNTRACED = `00-${'1'.repeat(32)}-${'1'.repeat(16)}-00`;

/**
 * Takes an operation the whole way, from its text to its answer, before the first client comes: the code that parses,
 * validates, judges, plans and executes is compiled by the JavaScript engine when it is first used. It asks no subgraph and no
 * cache; with `tookMs` in it, nothing may be kept. A schema without `search` refuses it, which warms less and does no harm.
 */
export async function warmUp(apollo: ApolloServer<GatewayContext>, logger: Logger): Promise<void> {
  for (let time = 1; time <= WARM_UP_TIMES; time++) {
    // Another text each time: one that is known is not parsed again.
    await apollo.executeOperation(operation(time), { contextValue: ownContext(logger) });
  }
}

/** The same as requests, for what is in front of the graph. Before the server listens, as its log knows them by that. */
export async function warmUpHttp(app: FastifyInstance): Promise<void> {
  // One that is planned already.
  const body = operation(WARM_UP_TIMES);
  for (let time = 1; time <= WARM_UP_REQUESTS; time++) {
    const headers = { 'content-type': 'application/json', traceparent: UNTRACED };
    await app.inject({ method: 'POST', url: '/graphql', headers, payload: JSON.stringify(body) });
  }
}

function operation(number: number) {
  return { query: `# ${number}\n${OPERATION}`, variables: { skip: true, query: 'warm' } };
}

function ownContext(logger: Logger): GatewayContext {
  return {
    requestId: 'warm-up',
    logger,
    cacheTags: new Set(),
    userId: ANONYMOUS,
    scopes: new Set(),
    requireAdmin: () => undefined,
    responseCache: { status: 'BYPASS' },
    changedTags: new Set(),
    cacheReport: undefined,
    subgraphTimes: new SubgraphTimes(),
    client: new Cancellation(),
  };
}
