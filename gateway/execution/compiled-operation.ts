import {
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { OperationRequest, OperationResult } from '../gateway-types.ts';
import { AnswerObject } from './answer-object.ts';
import { Completion } from './completion.ts';
import { findConditionVariables, readConditions } from './conditions.ts';
import type { ExecutionState } from './execution-state.ts';
import { NotCoveredError } from './not-covered-error.ts';
import { compileStep } from './plan-step.ts';
import type { PlannedOperation } from './query-plan.ts';
import { createResponseShapes, type ShapeResponse } from './response-shape.ts';
import { toGraphQLError } from './to-graphql-error.ts';

/** Executes one operation; undefined, before anything was done, when its variables ask for what is not compiled. */
export type CompiledOperation = (request: OperationRequest) => Promise<OperationResult> | undefined;

/**
 * Compiles a planned operation to functions that give the answer that the library's executor would give, errors and their
 * paths included. Throws a `NotCoveredError` for introspection and for plans of other kinds.
 */
export function compileOperation(
  planned: PlannedOperation,
  supergraphSchema: () => GraphQLSchema,
): CompiledOperation {
  const { queryPlan, serviceMap, operationContext } = planned;
  const { operation, fragments, schema } = operationContext;
  refuseIntrospection([operation, ...Object.values(fragments)]);
  const conditions = findConditionVariables(operation, fragments);
  const shapes = createResponseShapes({ schema, operation, fragments });
  const step =
    queryPlan.node &&
    compileStep(queryPlan.node, [], {
      dataSources: serviceMap,
      supergraphSchema,
      readCondition: (variable, { conditions: values }) => values.get(variable) ?? false,
    });
  return (request) => {
    const variables = request.request.variables ?? {};
    const errors = findVariableErrors(operation, schema, variables);
    if (errors !== undefined) return Promise.resolve({ errors: [...errors] });
    const values = readConditions(conditions, variables);
    if (values === undefined) return undefined;
    const data = new AnswerObject();
    const state = { request, variables, conditions: values, data, errors: [] };
    return answer(state, step?.(state, data), shapes(values));
  };
}

async function answer(
  state: ExecutionState,
  done: Promise<void> | undefined,
  shape: ShapeResponse,
): Promise<OperationResult> {
  await done;
  const { errors } = state;
  const completion = new Completion();
  try {
    const data = shape(state.data, completion);
    if (errors.length > 0) return { errors, data };
    if (completion.errors.length === 0) return { data };
    return { extensions: { valueCompletion: completion.errors }, data };
  } catch (error) {
    return { errors: [toGraphQLError(error)] };
  }
}

/** What is wrong with the variables; undefined when nothing is. */
function findVariableErrors(
  { variableDefinitions }: OperationDefinitionNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): readonly GraphQLError[] | undefined {
  if (variableDefinitions === undefined || variableDefinitions.length === 0) return undefined;
  return getVariableValues(schema, variableDefinitions, variables).errors;
}

function refuseIntrospection(
  definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[],
): void {
  for (const definition of definitions) {
    visit(definition, {
      Field: ({ name }) => {
        if (name.value === '__schema' || name.value === '__type') {
          throw new NotCoveredError('introspection');
        }
      },
    });
  }
}
