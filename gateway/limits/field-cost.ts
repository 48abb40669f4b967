import { type FieldNode, type GraphQLField, getNullableType, isListType } from 'graphql';
import { readListSize, type Variables } from './list-size.ts';

/** Of a list that no argument limits. */
const ASSUMED_LIST_SIZE = 10;

/** The cost of a selection whose parent was asked for so many elements; undefined when nothing says how many. */
export type Cost = (variables: Variables, parentSize: number | undefined) => number;

/**
 * One for each object, and what is inside it. A size argument is of the field's own list, or of the lists directly under it:
 * `search(first: 10) { hits { … } }`, `files(first: 10) { edges { … } }`.
 */
export function fieldCost(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  inside: { readonly cost: Cost; readonly defaults: Variables },
): Cost {
  const size = readListSize(node, field, inside.defaults);
  if (!isListType(getNullableType(field.type))) {
    return (variables) => 1 + inside.cost(variables, size(variables));
  }
  return (variables, parentSize) => {
    const elements = size(variables) ?? parentSize ?? ASSUMED_LIST_SIZE;
    return elements * (1 + inside.cost(variables, undefined));
  };
}

/** The same cost, computed once for the variables of a request, however often a fragment is spread. */
export function costOnce(cost: Cost): Cost {
  const known = new WeakMap<Variables, Map<number | undefined, number>>();
  return (variables, parentSize) => {
    const ofVariables = known.get(variables) ?? new Map<number | undefined, number>();
    known.set(variables, ofVariables);
    const value = ofVariables.get(parentSize) ?? cost(variables, parentSize);
    ofVariables.set(parentSize, value);
    return value;
  };
}
