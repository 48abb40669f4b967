import type {
  ApolloServerPlugin,
  GraphQLRequestContext,
  GraphQLRequestContextWillSendResponse,
} from '@apollo/server';
import { Histogram } from 'prom-client';
import type { RequestContext } from '../service/request-context.ts';
import { DURATION_BUCKETS } from './measure-requests.ts';
import type { Metrics } from './metrics.ts';

/** `partial`: data and errors; `failed`: errors alone, so also what was refused before it was executed. */
type Outcome = 'ok' | 'partial' | 'failed';

/** Times GraphQL operations by type and outcome. Not by name: clients choose names, and each would be a series for ever. */
export function measureOperations<C extends RequestContext>(
  metrics: Metrics,
): ApolloServerPlugin<C> {
  const duration = new Histogram({
    name: 'multimodal_graphql_operation_duration_seconds',
    help: 'Time from an operation that was received to its answer.',
    labelNames: ['type', 'outcome'],
    buckets: DURATION_BUCKETS,
    registers: [metrics.registry],
  });
  return {
    requestDidStart: async () => {
      const began = performance.now();
      return {
        willSendResponse: async (request) => {
          const labels = { type: typeOf(request), outcome: outcomeOf(request) };
          duration.observe(labels, (performance.now() - began) / 1000);
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
