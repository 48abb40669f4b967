import type {
  ApolloServerPlugin,
  GraphQLRequestContext,
  GraphQLRequestContextWillSendResponse,
} from '@apollo/server';
import type { RequestContext } from '../service/request-context.ts';
import type { Metrics } from './metrics.ts';

/** `partial`: data and errors; `failed`: errors alone, so also what was refused before it was executed. */
type Outcome = 'ok' | 'partial' | 'failed';

/** Times the GraphQL operations that Apollo Server answers, by type and outcome. */
export function measureOperations<C extends RequestContext>({
  durations,
}: Metrics): ApolloServerPlugin<C> {
  return {
    requestDidStart: async () => {
      const began = performance.now();
      return {
        willSendResponse: async (request) => {
          const series = durations.operations.series(typeOf(request), outcomeOf(request));
          series.observe((performance.now() - began) / 1000);
        },
      };
    },
  };
}

function typeOf<C extends RequestContext>({ operation }: GraphQLRequestContext<C>): string {
  return operation?.operation ?? 'unknown';
}

function outcomeOf<C extends RequestContext>({
  response,
}: GraphQLRequestContextWillSendResponse<C>): Outcome {
  const { body } = response;
  const { data, errors } = body.kind === 'single' ? body.singleResult : body.initialResult;
  if (errors === undefined || errors.length === 0) return 'ok';
  return data === undefined || data === null ? 'failed' : 'partial';
}
