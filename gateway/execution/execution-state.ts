import type { GraphQLError } from 'graphql';
import type { OperationRequest } from '../gateway-types.ts';
import type { ConditionValues } from './conditions.ts';
import type { JsonObject } from './json-object.ts';

/** One operation on its way through its plan. */
export interface ExecutionState {
  readonly request: OperationRequest;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly conditions: ConditionValues;
  /** Everything that subgraphs said so far, also what the client did not ask for. */
  readonly data: JsonObject;
  readonly errors: GraphQLError[];
}

/** Does a part of a plan for what lies at its place in the answer. */
export type Step = (state: ExecutionState, data: unknown) => Promise<void> | undefined;
