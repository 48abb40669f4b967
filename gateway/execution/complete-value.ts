import {
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { BROKEN, type Complete, type Completion } from './completion.ts';
import type { JsonObject } from './json-object.ts';
import { acceptsLeaf } from './leaf-value.ts';
import { acceptsAsIs, compileTypeName, completeFields, type FieldShape } from './object-shape.ts';
import { type SelectedField, type SelectionContext, selectFields } from './selected-fields.ts';

/** Whatever the root says of its type. */
export function compileRoot(
  type: GraphQLCompositeType,
  field: Pick<SelectedField, 'selections'>,
  context: SelectionContext,
): (data: JsonObject, completion: Completion) => JsonObject | null {
  const shape = compileShape(type.name, field, context) ?? [];
  return (data, completion) => {
    const completed = completeFields(data, shape, completion);
    return completed === BROKEN ? null : completed;
  };
}

/**
 * Compiles how a subgraph's value becomes the client's: checked, with the fields that were asked for and no others. What may
 * not be null and is, makes the nearest nullable value above null (GraphQL §6.4.4), with the library's messages.
 */
export function compileValue(
  type: GraphQLOutputType,
  field: SelectedField,
  context: SelectionContext,
): Complete {
  if (isNonNullType(type)) {
    const complete = compileNullable(type.ofType, field, context);
    const typeName = String(type.ofType);
    return (value, completion) => {
      const completed = complete(value, completion);
      if (completed !== null) return completed;
      const place = completion.describe(typeName, field.parentName);
      return completion.report(`Cannot return null for non-nullable ${place}.`);
    };
  }
  const complete = compileNullable(type, field, context);
  return (value, completion) => {
    const completed = complete(value, completion);
    return completed === BROKEN ? null : completed;
  };
}

/** Answers `BROKEN` for null when the reason has been told. */
function compileNullable(
  type: GraphQLOutputType,
  field: SelectedField,
  context: SelectionContext,
): Complete {
  const complete = isLeafType(type)
    ? compileLeaf(type, field)
    : isListType(type)
      ? compileList(type.ofType, field, context)
      : compileObject(type as GraphQLCompositeType, field, context);
  return (value, completion) =>
    value === null || value === undefined ? null : complete(value, completion);
}

function compileLeaf(type: GraphQLLeafType, field: SelectedField): Complete {
  const accepts = acceptsLeaf(type);
  return (value, completion) =>
    accepts(value)
      ? value
      : completion.report(
          `Invalid value found for ${completion.describe(type.name, field.parentName)}.`,
        );
}

function compileList(
  type: GraphQLOutputType,
  field: SelectedField,
  context: SelectionContext,
): Complete {
  const complete = compileValue(type, field, context);
  return (value, completion) => {
    if (!Array.isArray(value)) {
      throw new Error(
        `Invalid non-list value ${value} returned by subgraph for list type [${type}]`,
      );
    }
    const { path } = completion;
    const completed: unknown[] = new Array(value.length);
    const depth = path.push(0) - 1;
    let isBroken = false;
    for (let at = 0; at < value.length; at++) {
      path[depth] = at;
      const element = complete(value[at], completion);
      if (element === BROKEN) isBroken = true;
      completed[at] = element;
    }
    path.pop();
    return isBroken ? BROKEN : completed;
  };
}

/** Compiles an object with its selections; per type of object, when the first of it comes. */
function compileObject(
  declared: GraphQLCompositeType,
  field: Pick<SelectedField, 'parentName' | 'selections'>,
  context: SelectionContext,
): Complete {
  const shapes = new Map<string, readonly FieldShape[] | undefined>();
  const shapeOf = (typeName: string) => {
    if (!shapes.has(typeName)) shapes.set(typeName, compileShape(typeName, field, context));
    return shapes.get(typeName);
  };
  return (value, completion) => {
    if (typeof value !== 'object' || value === null) {
      throw new Error(
        `Invalid non-object value ${value} returned by subgraph for composite type ${declared}`,
      );
    }
    const object = value as JsonObject;
    const { __typename: typeName } = object;
    const shape = shapeOf(
      typeof typeName === 'string' && typeName !== '' ? typeName : declared.name,
    );
    if (shape !== undefined) return completeFields(object, shape, completion);
    const place = completion.describe(declared.name, field.parentName);
    return completion.report(`Invalid __typename found for object at ${place}.`);
  };
}

function compileShape(
  typeName: string,
  { selections }: Pick<SelectedField, 'selections'>,
  context: SelectionContext,
): readonly FieldShape[] | undefined {
  const type = context.schema.getType(typeName);
  if (!isCompositeType(type)) return undefined;
  return selectFields(selections, type, context).map((field) =>
    field.type === undefined
      ? compileTypeName(field.name, type, context.schema)
      : {
          name: field.name,
          accepts: acceptsAsIs(field.type),
          complete: compileValue(field.type, field, context),
        },
  );
}
