import type { ApolloServerPlugin } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import { type OperationLimits, requireWithinLimits } from './operation-limits.ts';
import { measureOperation, type OperationSize } from './operation-size.ts';

/**
 * Refuses operations that are too large, before they are planned. Each is measured once: Apollo Server keeps its document
 * as long as it is in use and the schema the same.
 */
export function createLimitsPlugin(limits: OperationLimits): ApolloServerPlugin {
  const sizes = new WeakMap<OperationDefinitionNode, OperationSize>();
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        if (operation === undefined) return;
        const size = sizes.get(operation) ?? measureOperation(schema, document, operation);
        sizes.set(operation, size);
        requireWithinLimits(size, request.variables ?? {}, limits);
      },
    }),
  };
}
