import { type GraphQLSchema, isAbstractType } from 'graphql';

/** Names of the types, interfaces among them, whose objects fit a type condition. */
export function typesThatFit(schema: GraphQLSchema, condition: string): ReadonlySet<string> {
  const type = schema.getType(condition);
  if (!isAbstractType(type)) return new Set([condition]);
  const interfaces = 'getFields' in type ? schema.getImplementations(type).interfaces : [];
  const objects = schema.getPossibleTypes(type);
  return new Set([condition, ...[...interfaces, ...objects].map(({ name }) => name)]);
}
