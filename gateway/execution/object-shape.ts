import {
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { AnswerObject } from './answer-object.ts';
import { BROKEN, type Complete, type Completion } from './completion.ts';
import { type JsonObject, ownValue } from './json-object.ts';
import { type AcceptsLeaf, acceptsLeaf } from './leaf-value.ts';

/** One field of the client's object. */
export interface FieldShape {
  readonly name: string;
  /** Values that go into the answer as they are. */
  readonly accepts: AcceptsLeaf;
  readonly complete: Complete;
}

/** The client's object; `BROKEN` when one of its fields is and may not be null. */
export function completeFields(
  object: JsonObject,
  shape: readonly FieldShape[],
  completion: Completion,
): AnswerObject | typeof BROKEN {
  const completed = new AnswerObject();
  for (const { name, accepts, complete } of shape) {
    const value = ownValue(object, name);
    if (accepts(value)) {
      completed[name] = value;
      continue;
    }
    completion.path.push(name);
    const made = complete(value, completion);
    completion.path.pop();
    if (made === BROKEN) return BROKEN;
    completed[name] = made;
  }
  return completed;
}

/**
 * `__typename`: what the subgraph said under this name, when it is an object's type, else the type of the object. The name of
 * an interface is neither.
 */
export function compileTypeName(
  name: string,
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
): FieldShape {
  const typeName = isObjectType(type) ? type.name : BROKEN;
  return {
    name,
    accepts: (value) => typeof value === 'string' && isObjectType(schema.getType(value)),
    complete: (value) =>
      typeof value === 'string' && schema.getType(value) !== undefined ? BROKEN : typeName,
  };
}

const isNothing: AcceptsLeaf = () => false;

/** What most fields are: leaves of the right kind, and nulls where they are allowed. */
export function acceptsAsIs(type: GraphQLOutputType): AcceptsLeaf {
  if (!isNonNullType(type)) {
    if (!isLeafType(type)) return (value) => value === null;
    const accepts = acceptsLeaf(type);
    return (value) => value === null || (value !== undefined && accepts(value));
  }
  if (!isLeafType(type.ofType)) return isNothing;
  const accepts = acceptsLeaf(type.ofType);
  return (value) => value !== null && value !== undefined && accepts(value);
}
