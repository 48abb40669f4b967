import type { FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileRoot } from './complete-value.ts';
import type { Completion } from './completion.ts';
import { type ConditionValues, isIncluded } from './conditions.ts';
import type { JsonObject } from './json-object.ts';
import { NotCoveredError } from './not-covered-error.ts';

/** Makes the client's answer of everything that the subgraphs said. */
export type ShapeResponse = (data: JsonObject, completion: Completion) => JsonObject | null;

/** Shapes kept per operation: one for each way in which its conditions were answered. */
const MAX_SHAPES = 32;

/** The shapes of an operation's answer, by the values of its conditions, each compiled when it is first needed. */
export function createResponseShapes(context: {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
}): (values: ConditionValues) => ShapeResponse {
  const { schema, operation, fragments } = context;
  const root = schema.getRootType(operation.operation);
  if (!root) throw new NotCoveredError(`a schema without a type for a ${operation.operation}`);
  const shapes = new Map<string, ShapeResponse>();
  const selections = [{ set: operation.selectionSet, type: root }];
  return (values) => {
    const key = [...values.values()].join();
    const known = shapes.get(key);
    if (known !== undefined) return known;
    if (shapes.size === MAX_SHAPES) shapes.clear();
    const shape = compileRoot(
      root,
      { selections },
      { schema, fragments, isIncluded: (selection) => isIncluded(selection, values) },
    );
    shapes.set(key, shape);
    return shape;
  };
}
