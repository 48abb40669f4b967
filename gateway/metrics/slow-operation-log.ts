import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context.ts';

/**
 * One line for each operation that took at least `slowMs`: which one, where the time went, what the cache did. Never its
 * variables or its text, which hold what users wrote; the hash is the one of persisted queries.
 */
export function createSlowOperationLog(slowMs: number): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => {
      const began = performance.now();
      return {
        willSendResponse: async ({ operation, operationName, queryHash, contextValue, errors }) => {
          const tookMs = Math.round(performance.now() - began);
          if (tookMs < slowMs) return;
          contextValue.logger.warn(
            {
              operationName: operationName ?? null,
              operationType: operation?.operation,
              operationHash: queryHash,
              tookMs,
              subgraphs: contextValue.subgraphTimes.bySubgraph(),
              cache: contextValue.responseCache.status,
              errorCount: errors?.length ?? 0,
            },
            'slow operation',
          );
        },
      };
    },
  };
}
