import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  TypeInfo,
  typeFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * What an operation has to do with a schema: names of the types that it reads or sends, and fields that it selects as
 * `Type.field`. An input object counts with every type inside it, as variables may hold any of them.
 */
export function readUsage(schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> {
  const used = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      VariableDefinition: ({ type }) => {
        addInput(getNamedType(typeFromAST(schema, type)), used);
      },
      Argument: () => {
        addInput(getNamedType(types.getInputType()), used);
      },
      Field: ({ name }) => {
        for (const { name: parent } of concreteTypes(schema, types.getParentType())) {
          used.add(`${parent}.${name.value}`);
        }
        const result = getNamedType(types.getType());
        if (result) used.add(result.name);
      },
      SelectionSet: () => {
        const parent = types.getParentType();
        if (parent) used.add(parent.name);
      },
    }),
  );
  return used;
}

/** A type and, of an interface or a union, every type that an object behind it may have. */
function concreteTypes(
  schema: GraphQLSchema,
  type: GraphQLNamedType | null | undefined,
): readonly GraphQLNamedType[] {
  if (!isCompositeType(type)) return [];
  return isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
}

function addInput(type: GraphQLNamedType | null | undefined, used: Set<string>): void {
  if (!type || used.has(type.name)) return;
  used.add(type.name);
  if (!isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    addInput(getNamedType(field.type), used);
  }
}
