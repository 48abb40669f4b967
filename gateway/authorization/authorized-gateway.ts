import type { Gateway } from '../gateway-types.ts';
import { createAuthorizedExecutor, type GuardedGraph } from './authorized-executor.ts';
import { readRequirements } from './read-requirements.ts';

/** The gateway, obeying the supergraph's `@authenticated` and `@requiresScopes`. */
export function withAuthorization(gateway: Gateway): Gateway {
  let graph: GuardedGraph | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema, coreSupergraphSdl }) => {
    graph = { schema: apiSchema, requirements: readRequirements(coreSupergraphSdl) };
  });
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    load: async (settings) => {
      const { executor } = await gateway.load(settings);
      return { executor: executor && createAuthorizedExecutor(executor, () => graph) };
    },
  };
}
