import type { GraphQLDataSource } from '@apollo/gateway';
import type { Dispatcher } from 'undici';
import { REQUEST_ID_HEADER } from '../subgraphs/shared/service/request-id.ts';
import { ANONYMOUS, USER_ID_HEADER } from '../subgraphs/shared/service/user-id.ts';
import { traceHeaders } from '../subgraphs/shared/tracing/with-span.ts';
import { type CacheHint, NO_STORE, readCacheHint, restrictCachePolicy } from './cache-policy.ts';
import type { GatewayContext } from './context.ts';
import { contextOf, type SubgraphCall } from './gateway-types.ts';
import {
  readSubgraphAnswer,
  type SubgraphAnswer,
  type SubgraphResponse,
} from './subgraph-answer.ts';

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
}

/**
 * One subgraph over HTTP. Carries the request id, the stack's token and, where it matters, the user; gathers the
 * cache tags of what comes back, and turns every way of not answering into one error that names the service and not its address.
 */
export class SubgraphDataSource implements GraphQLDataSource {
  readonly #options: SubgraphDataSourceOptions;

  constructor(options: SubgraphDataSourceOptions) {
    this.#options = options;
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
      context?.logger.warn({ subgraph: name, err: cause }, 'subgraph unavailable');
      return { errors: [unavailable(name, cause)] };
    }
  }

  /** An answer that may depend on the user is kept for nobody, unless it says itself that it is for that user alone. */
  #hintOf({ cacheControl }: SubgraphAnswer): CacheHint {
    const hint = readCacheHint(cacheControl);
    return this.#options.isPerUser && hint.scope !== 'PRIVATE' ? NO_STORE : hint;
  }

  async #send(call: SubgraphCall, context: GatewayContext | undefined): Promise<SubgraphAnswer> {
    const { url, dispatcher } = this.#options;
    const { origin, pathname } = new URL(url);
    const { query, variables, operationName } = call.request;
    const response = await dispatcher.request({
      origin,
      path: pathname,
      method: 'POST',
      headers: this.#headersFor(context),
      body: JSON.stringify({ query, variables, operationName }),
      signal: AbortSignal.timeout(this.#timeoutMs(call)),
    });
    const cacheControl = response.headers['cache-control'];
    return readSubgraphAnswer(response.statusCode, cacheControl, await response.body.text());
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

  #timeoutMs(call: SubgraphCall): number {
    const isMutation =
      'incomingRequestContext' in call &&
      call.incomingRequestContext.operation.operation === 'mutation';
    return isMutation ? this.#options.mutationTimeoutMs : this.#options.timeoutMs;
  }
}

/** Shape of a GraphQL error, as a subgraph would have sent it. */
function unavailable(name: string, cause: unknown) {
  const isTimeout =
    typeof cause === 'object' && cause !== null && 'name' in cause && cause.name === 'TimeoutError';
  return {
    message: isTimeout
      ? `The ${name} service did not answer in time.`
      : `The ${name} service cannot be reached; is it running?`,
    extensions: { code: isTimeout ? 'TIMEOUT' : 'SUBGRAPH_UNAVAILABLE' },
  };
}
