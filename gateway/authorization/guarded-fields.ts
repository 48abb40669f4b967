import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Requirements } from './read-requirements.ts';
import type { Requirement } from './requirement.ts';

/** The fields of a document that not everybody may ask for, in its order, and all that each needs. */
export type GuardedFields = ReadonlyMap<FieldNode, readonly Requirement[]>;

/** A field needs what itself, the type that it is on, and the type that it gives need together. */
export function findGuardedFields(
  document: DocumentNode,
  schema: GraphQLSchema,
  requirements: Requirements,
): GuardedFields {
  const typeInfo = new TypeInfo(schema);
  const guarded = new Map<FieldNode, readonly Requirement[]>();
  const enter = (node: FieldNode) => {
    const parent = typeInfo.getParentType()?.name ?? '';
    const output = getNamedType(typeInfo.getType())?.name ?? '';
    const needed = [parent, `${parent}.${node.name.value}`, output].flatMap(
      (coordinate) => requirements.get(coordinate) ?? [],
    );
    // `__typename` tells nothing that the contract does not.
    if (needed.length > 0 && node.name.value !== '__typename') guarded.set(node, needed);
  };
  visit(document, visitWithTypeInfo(typeInfo, { Field: { enter } }));
  return guarded;
}
