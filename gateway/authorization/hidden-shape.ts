import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** A field that was hidden, under the name that stands in for it. */
export interface HiddenField {
  readonly responseKey: string;
  readonly isNonNull: boolean;
  /** From the root by response keys, with `@` for the elements of a list, as Apollo Router writes it. */
  readonly path: readonly string[];
}

/** The part of an answer's shape that leads to hidden fields, by response key. */
export interface HiddenShape {
  readonly hidden: ReadonlyMap<string, HiddenField>;
  readonly inner: ReadonlyMap<
    string,
    { readonly type: GraphQLOutputType; readonly shape: HiddenShape }
  >;
}

interface Source {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly aliases: ReadonlyMap<string, FieldNode>;
}

/** A selection set and the type that it is on. */
type Part = readonly [GraphQLCompositeType, SelectionSetNode];

/** `aliases` are the names that stand in, with the fields that were there. */
export function readHiddenShape(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { schema, aliases }: Pick<Source, 'schema' | 'aliases'>,
): HiddenShape {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );
  const root = schema.getRootType(operation.operation);
  const parts: Part[] = root ? [[root, operation.selectionSet]] : [];
  return readShape(parts, [], { schema, fragments, aliases });
}

function readShape(parts: readonly Part[], path: readonly string[], source: Source): HiddenShape {
  const hidden = new Map<string, HiddenField>();
  const inner = new Map<string, { type: GraphQLOutputType; shape: HiddenShape }>();
  const groups = new Map<string, { type: GraphQLOutputType; parts: Part[] }>();
  for (const [parent, field] of fieldsOf(parts, source)) {
    const key = field.alias?.value ?? field.name.value;
    const original = source.aliases.get(key) ?? field;
    const type = fieldType(parent, original.name.value);
    if (!type) continue;
    if (original !== field) {
      const responseKey = original.alias?.value ?? original.name.value;
      hidden.set(key, {
        responseKey,
        isNonNull: isNonNullType(type),
        path: [...path, responseKey],
      });
    } else if (field.selectionSet) {
      const named = getNamedType(type);
      const group = groups.get(key) ?? { type, parts: [] };
      groups.set(key, group);
      if (isCompositeType(named)) group.parts.push([named, field.selectionSet]);
    }
  }
  for (const [key, group] of groups) {
    const shape = readShape(group.parts, [...path, key, ...listMarks(group.type)], source);
    if (shape.hidden.size + shape.inner.size > 0) inner.set(key, { type: group.type, shape });
  }
  return { hidden, inner };
}

/** Every field of the sets, through their fragments, each fragment once. */
function fieldsOf(parts: readonly Part[], source: Source): [GraphQLCompositeType, FieldNode][] {
  const fields: [GraphQLCompositeType, FieldNode][] = [];
  const seen = new Set<string>();
  const collect = ([parent, { selections }]: Part): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) fields.push([parent, selection]);
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const name = selection.typeCondition?.name.value;
        collect([typeNamed(name, parent, source), selection.selectionSet]);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = source.fragments.get(selection.name.value);
        const name = fragment?.typeCondition.name.value;
        if (fragment) collect([typeNamed(name, parent, source), fragment.selectionSet]);
      }
    }
  };
  for (const part of parts) collect(part);
  return fields;
}

function typeNamed(
  name: string | undefined,
  parent: GraphQLCompositeType,
  { schema }: Source,
): GraphQLCompositeType {
  const type = name === undefined ? parent : schema.getType(name);
  return isCompositeType(type) ? type : parent;
}

function fieldType(parent: GraphQLCompositeType, name: string): GraphQLOutputType | undefined {
  return isObjectType(parent) || isInterfaceType(parent)
    ? parent.getFields()[name]?.type
    : undefined;
}

function listMarks(type: GraphQLOutputType): string[] {
  if (isNonNullType(type)) return listMarks(type.ofType);
  return isListType(type) ? ['@', ...listMarks(type.ofType)] : [];
}
