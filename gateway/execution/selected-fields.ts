import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { typesThatFit } from './possible-types.ts';

/** Selections on what is known to be of a type. */
export interface Selections {
  readonly set: SelectionSetNode;
  readonly type: GraphQLCompositeType;
}

/** A field of the client's answer, with everything that the operation asks of it. */
export interface SelectedField {
  readonly name: string;
  /** Undefined for `__typename`. */
  readonly type: GraphQLOutputType | undefined;
  /** The type that it was asked of, for messages. */
  readonly parentName: string;
  readonly selections: Selections[];
}

export interface SelectionContext {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** What `@skip` and `@include` say. */
  readonly isIncluded: (selection: SelectionNode) => boolean;
}

/** The fields of an object of this type, in the order in which they are first asked for (GraphQL §6.3.2, CollectFields). */
export function selectFields(
  selections: readonly Selections[],
  objectType: GraphQLCompositeType,
  context: SelectionContext,
): SelectedField[] {
  const fields = new Map<string, SelectedField>();
  for (const each of selections) {
    addSelections(each, { objectType, context, fields, parentName: objectType.name });
  }
  return [...fields.values()];
}

interface Collection {
  readonly objectType: GraphQLCompositeType;
  readonly context: SelectionContext;
  readonly fields: Map<string, SelectedField>;
  readonly parentName: string;
}

function addSelections({ set, type }: Selections, collection: Collection): void {
  const { context } = collection;
  for (const selection of set.selections) {
    if (!context.isIncluded(selection)) continue;
    if (selection.kind === Kind.FIELD) {
      addField(selection, type, collection);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? context.fragments[selection.name.value] : selection;
    if (fragment !== undefined) addFragment(fragment, type, collection);
  }
}

function addFragment(
  fragment: Pick<FragmentDefinitionNode, 'selectionSet'> & {
    readonly typeCondition?: FragmentDefinitionNode['typeCondition'] | undefined;
  },
  type: GraphQLCompositeType,
  collection: Collection,
): void {
  const { schema } = collection.context;
  const set = fragment.selectionSet;
  const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
  if (!isCompositeType(condition)) {
    addSelections({ set, type }, collection);
  } else if (typesThatFit(schema, condition.name).has(collection.objectType.name)) {
    addSelections({ set, type: condition }, { ...collection, parentName: condition.name });
  }
}

function addField(node: FieldNode, type: GraphQLCompositeType, collection: Collection): void {
  const { fields, parentName } = collection;
  const name = node.alias?.value ?? node.name.value;
  const fieldType = 'getFields' in type ? type.getFields()[node.name.value]?.type : undefined;
  const field = fields.get(name) ?? { name, type: fieldType, parentName, selections: [] };
  fields.set(name, field);
  const named = getNamedType(fieldType);
  if (node.selectionSet && isCompositeType(named)) {
    field.selections.push({ set: node.selectionSet, type: named });
  }
}
