import { GraphQLError } from 'graphql';
import type { Executor, Gateway, OperationRequest, OperationResult } from '../gateway-types.ts';

/**
 * The gateway with a limit on the time of a whole operation, however many calls it takes. What is under way is not lost: its
 * answer may still fill a cache, and the calls have limits of their own.
 */
export function withTimeLimit(gateway: Gateway, limitMs: number): Gateway {
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    load: async (settings) => {
      const { executor } = await gateway.load(settings);
      return { executor: executor && limitTime(executor, limitMs) };
    },
  };
}

function limitTime(execute: Executor, limitMs: number): Executor {
  return (request) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<OperationResult>((resolve) => {
      timer = setTimeout(() => resolve({ errors: [tookTooLong(request, limitMs)] }), limitMs);
    });
    return Promise.race([execute(request), late]).finally(() => clearTimeout(timer));
  };
}

function tookTooLong({ operation }: OperationRequest, limitMs: number): GraphQLError {
  const advice =
    operation.operation === 'mutation'
      ? 'It may still be carried out: look before you send it again.'
      : 'Ask for less at once, or ask again: what it found meanwhile may be cached.';
  return new GraphQLError(
    `The operation was to be done in ${limitMs} ms (OPERATION_TIMEOUT_MS), and is not. ${advice}`,
    { extensions: { code: 'TIMEOUT', http: { status: 504 } } },
  );
}
