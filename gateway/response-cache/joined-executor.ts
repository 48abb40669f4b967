import { type DocumentNode, GraphQLError } from 'graphql';
import { asksForMore } from '../execution/asks-for-more.ts';
import {
  contextOf,
  type Executor,
  type OperationRequest,
  type OperationResult,
} from '../gateway-types.ts';
import { CancelledError } from '../transport/cancellation.ts';
import { JoinedCalls } from '../transport/joined-calls.ts';
import { wantsResponseCache } from './wants-response-cache.ts';

/** An operation that was executed, and the request under which it was. */
interface Executed {
  readonly by: OperationRequest;
  readonly result: OperationResult;
}

/**
 * Executes equal queries that arrive in the same turn of the event loop once, under the request id of the first: the whole
 * of what `JoinedCalls` does for their calls to subgraphs one by one. Not those of clients that show who they are, ask for a
 * fresh answer, or want to know where it came from.
 */
export function createJoinedExecutor(execute: Executor): Executor {
  const queries = new JoinedCalls<Executed>();
  const numberOf = createNumbering();
  return async (request) => {
    const context = contextOf(request);
    if (!context || !mayBeJoined(request)) return execute(request);
    const { variables, operationName } = request.request;
    const key = JSON.stringify([
      numberOf(request.document),
      operationName,
      context.userId,
      variables,
    ]);
    try {
      const { value } = await queries.join(
        key,
        async (client) => ({
          by: request,
          result: await execute({
            ...request,
            context: { ...context, client },
          } as OperationRequest),
        }),
        context.client,
      );
      if (value.by !== request) takeOver(request, value.by);
      context.responseCache.isShareable = true;
      return value.result;
    } catch (fault) {
      if (fault instanceof CancelledError) return { errors: [abandoned()] };
      throw fault;
    }
  };
}

function mayBeJoined(request: OperationRequest): boolean {
  if (request.operation.operation !== 'query' || asksForMore(request)) return false;
  return wantsResponseCache(request) && contextOf(request)?.cacheReport === undefined;
}

/** What the execution noted of the other request counts for this one: how long the answer may be kept, what drops it, what it cost. */
function takeOver(request: OperationRequest, other: OperationRequest): void {
  const policy = other.overallCachePolicy.policyIfCacheable();
  request.overallCachePolicy.restrict(policy ?? { maxAge: 0 });
  const [own, others] = [contextOf(request), contextOf(other)];
  for (const tag of others?.cacheTags ?? []) own?.cacheTags.add(tag);
  if (others) own?.subgraphTimes.addAll(others.subgraphTimes);
}

/** Tells documents apart; one text is one document as long as Apollo Server keeps it. */
function createNumbering(): (document: DocumentNode) => number {
  const numbers = new WeakMap<DocumentNode, number>();
  let last = 0;
  return (document) => {
    const number = numbers.get(document) ?? ++last;
    numbers.set(document, number);
    return number;
  };
}

function abandoned(): GraphQLError {
  return new GraphQLError('The client went away before it was answered.', {
    extensions: { code: 'CANCELLED' },
  });
}
