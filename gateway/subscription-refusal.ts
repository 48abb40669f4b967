import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { GatewayContext } from './context.ts';

/** Says where subscriptions are served: they are in the graph to be found, and the gateway's planner executes none. */
export function createSubscriptionRefusal(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operation }) => {
        if (operation?.operation !== 'subscription') return;
        throw new GraphQLError(
          'Subscriptions are served by the agents service itself (AGENTS_PORT, 8003 by default): at /graphql over ' +
            'WebSocket (graphql-transport-ws), at /graphql/stream as server-sent events.',
          { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } },
        );
      },
    }),
  };
}
