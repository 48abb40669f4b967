import { withSpan } from '../../subgraphs/shared/tracing/with-span.ts';
import type { Executor, Gateway } from '../gateway-types.ts';

/** The gateway with a span around each execution, the response cache included: `query FirstSearch`. */
export function tracedGateway(gateway: Gateway): Gateway {
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    load: async (settings) => {
      const { executor } = await gateway.load(settings);
      return { executor: executor && traced(executor) };
    },
  };
}

function traced(execute: Executor): Executor {
  return (request) => {
    const { operation, operationName } = request;
    const type = operation.operation;
    const name = operationName === null ? type : `${type} ${operationName}`;
    const attributes = {
      'graphql.operation.type': type,
      ...(operationName !== null && { 'graphql.operation.name': operationName }),
    };
    return withSpan(name, { kind: 'internal', attributes }, async (span) => {
      const result = await execute(request);
      const errors = result.errors?.length ?? 0;
      if (errors > 0) span.setAttribute('graphql.error.count', errors);
      return result;
    });
  };
}
