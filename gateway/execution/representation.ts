import type { GraphQLSchema } from 'graphql';
import { isJsonObject, type JsonObject, ownValue } from './json-object.ts';
import { mergeInto } from './merge-into.ts';
import { typesThatFit } from './possible-types.ts';
import type { Requirement } from './query-plan.ts';

/** What a subgraph is told of an entity, or null when something of it is missing. */
export type BuildRepresentation = (entity: JsonObject) => JsonObject | null;

type AddPart = (source: JsonObject, representation: JsonObject) => boolean;

/** Compiles the fields that a fetch requires of each entity; the types are those of the supergraph. */
export function compileRepresentation(
  requirements: readonly Requirement[],
  schema: GraphQLSchema,
): BuildRepresentation {
  const parts = requirements.map((requirement) =>
    requirement.kind === 'Field'
      ? compileField(requirement, schema)
      : compileFragment(requirement, schema),
  );
  return (entity) => {
    const representation: JsonObject = {};
    for (const add of parts) if (!add(entity, representation)) return null;
    return representation;
  };
}

function compileField(
  field: Extract<Requirement, { kind: 'Field' }>,
  schema: GraphQLSchema,
): AddPart {
  const name = field.alias ?? field.name;
  const build = field.selections && compileRepresentation(field.selections, schema);
  const convert = (value: unknown): unknown =>
    build && isJsonObject(value) ? build(value) : Array.isArray(value) ? value.map(convert) : value;
  return (source, representation) => {
    const value = ownValue(source, name);
    if (value === undefined) return false;
    representation[name] = convert(value);
    return true;
  };
}

/** Adds nothing to objects of other types, nor when a field is missing. */
function compileFragment(
  fragment: Extract<Requirement, { kind: 'InlineFragment' }>,
  schema: GraphQLSchema,
): AddPart {
  const { typeCondition, selections } = fragment;
  if (typeCondition === undefined) return () => true;
  const build = compileRepresentation(selections, schema);
  const fitting = typesThatFit(schema, typeCondition);
  return (source, representation) => {
    const { __typename: type } = source;
    if (typeof type === 'string' && fitting.has(type)) mergeInto(representation, build(source));
    return true;
  };
}
