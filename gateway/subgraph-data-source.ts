import type { GraphQLDataSource } from '@apollo/gateway';
import { isBrokenCircuitError } from 'cockatiel';
import type { Dispatcher } from 'undici';
import { REQUEST_ID_HEADER } from '../subgraphs/shared/service/request-id.ts';
import { ANONYMOUS, USER_ID_HEADER } from '../subgraphs/shared/service/user-id.ts';
import { traceHeaders } from '../subgraphs/shared/tracing/with-span.ts';
import { type CacheHint, NO_STORE, readCacheHint, restrictCachePolicy } from './cache-policy.ts';
import type { GatewayContext } from './context.ts';
import { contextOf, type SubgraphCall } from './gateway-types.ts';
import type { GatewayMetrics } from './metrics/gateway-metrics.ts';
import {
  readSubgraphAnswer,
  type SubgraphAnswer,
  type SubgraphResponse,
} from './subgraph-answer.ts';
import { isTimeout } from './transport/call-fault.ts';
import { copyJson } from './transport/copy-json.ts';
import { JoinedCalls } from './transport/joined-calls.ts';
import { type ConnectionCall, SubgraphConnection } from './transport/subgraph-connection.ts';

/** Where a subgraph is and how long it may take. */
export interface SubgraphDataSourceOptions {
  readonly name: string;
  /** Of its GraphQL endpoint; never shown to clients. */
  readonly url: string;
  readonly dispatcher: Dispatcher;
  readonly internalToken: string | undefined;
  /** It is told who asks, and what it answers is for nobody else. */
  readonly isPerUser: boolean;
  readonly timeoutMs: number;
  /** For every call inside a mutation. */
  readonly mutationTimeoutMs: number;
  readonly metrics: Pick<GatewayMetrics, 'callJoined' | 'callRetried' | 'breakerChanged'>;
}

/**
 * One subgraph over HTTP. Carries the request id, the stack's token and, where it matters, the user; gathers the
 * cache tags of what comes back, and turns every way of not answering into one error that names the service and not its address.
 * Equal reads that are made at the same time are one call, under the request id of the first. A read ends with its client; a
 * mutation goes on, because it may have been done already.
 */
export class SubgraphDataSource implements GraphQLDataSource {
  readonly #options: SubgraphDataSourceOptions;
  readonly #connection: SubgraphConnection;
  readonly #reads: JoinedCalls<SubgraphAnswer>;

  constructor(options: SubgraphDataSourceOptions) {
    this.#options = options;
    this.#reads = new JoinedCalls(() => options.metrics.callJoined(options.name));
    this.#connection = new SubgraphConnection(options.dispatcher, options.url, {
      retried: () => options.metrics.callRetried(options.name),
      breakerChanged: (isOpen) => options.metrics.breakerChanged(options.name, isOpen),
    });
  }

  async process(call: SubgraphCall): Promise<SubgraphResponse> {
    const context = contextOf(call);
    try {
      const answer = await this.#send(call, context);
      const hint = this.#hintOf(answer);
      restrictCachePolicy(call, hint);
      for (const tag of answer.cacheTags) context?.cacheTags.add(tag);
      const { result, cacheTags, entityCacheTags } = answer;
      return { ...result, caching: { hint, cacheTags, entityCacheTags } };
    } catch (cause) {
      const { name } = this.#options;
      restrictCachePolicy(call, NO_STORE);
      if (context?.client.isCancelled) return { errors: [abandoned(name)] };
      // Each call is refused while the breaker is open, and what opened it was told.
      const reason = isBrokenCircuitError(cause) ? { reason: 'breaker open' } : { err: cause };
      context?.logger.warn({ subgraph: name, ...reason }, 'subgraph unavailable');
      return { errors: [unavailable(name, cause)] };
    }
  }

  /** An answer that may depend on the user is kept for nobody, unless it says itself that it is for that user alone. */
  #hintOf({ cacheControl }: SubgraphAnswer): CacheHint {
    const hint = readCacheHint(cacheControl);
    return this.#options.isPerUser && hint.scope !== 'PRIVATE' ? NO_STORE : hint;
  }

  async #send(call: SubgraphCall, context: GatewayContext | undefined): Promise<SubgraphAnswer> {
    const { timeoutMs, mutationTimeoutMs } = this.#options;
    const { query, variables, operationName } = call.request;
    const body = JSON.stringify({ query, variables, operationName });
    const headers = this.#headersFor(context);
    if (isInMutation(call)) {
      const limits = { timeoutMs: mutationTimeoutMs, cancellation: undefined, isRead: false };
      return this.#ask({ headers, body, ...limits });
    }
    const { value, isShared } = await this.#reads.join(
      `${headers[USER_ID_HEADER] ?? ''}\n${body}`,
      (cancellation) => this.#ask({ headers, body, timeoutMs, cancellation, isRead: true }),
      // What others may be waiting for is loaded to its end.
      call.isLoad ? undefined : context?.client,
    );
    // The executor builds the client's answer out of the objects that it is given.
    return isShared ? { ...value, result: copyJson(value.result) } : value;
  }

  async #ask(call: ConnectionCall): Promise<SubgraphAnswer> {
    const { status, headers, body } = await this.#connection.send(call);
    return readSubgraphAnswer(status, headers['cache-control'], body);
  }

  #headersFor(context: GatewayContext | undefined): Record<string, string> {
    const { internalToken, isPerUser } = this.#options;
    const userId = isPerUser ? (context?.userId ?? ANONYMOUS) : ANONYMOUS;
    return {
      'content-type': 'application/json',
      accept: 'application/json',
      ...traceHeaders(),
      ...(context !== undefined && { [REQUEST_ID_HEADER]: context.requestId }),
      ...(internalToken !== undefined && { authorization: `Bearer ${internalToken}` }),
      ...(userId !== ANONYMOUS && { [USER_ID_HEADER]: userId }),
    };
  }
}

function isInMutation(call: SubgraphCall): boolean {
  return (
    'incomingRequestContext' in call &&
    call.incomingRequestContext.operation.operation === 'mutation'
  );
}

/** Shape of a GraphQL error, as a subgraph would have sent it. */
function unavailable(name: string, cause: unknown) {
  return isTimeout(cause)
    ? {
        message: `The ${name} service did not answer in time.`,
        extensions: { code: 'TIMEOUT' },
      }
    : {
        message: `The ${name} service cannot be reached; is it running?`,
        extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
      };
}

function abandoned(name: string) {
  return {
    message: `The client went away before the ${name} service answered.`,
    extensions: { code: 'CANCELLED' },
  };
}
