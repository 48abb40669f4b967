import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { type Cost, costOnce, fieldCost } from './field-cost.ts';
import type { Variables } from './list-size.ts';

/** How large an operation is, its fragments written out. */
export interface OperationSize {
  /** Fields within fields. Introspection counts 1: the validation of graphql-js limits how it nests. */
  readonly depth: number;
  readonly rootFields: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** How many objects the answer may hold with these variables, and 10 more for each field of a mutation. */
  readonly cost: (variables: Variables) => number;
}

const MUTATION_COST = 10;

/** A part of an operation; its root fields are those of its own level. */
type Part = Omit<OperationSize, 'cost'> & { readonly cost: Cost };

type ParentType = GraphQLNamedType | undefined;

interface Scope {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** A fragment is measured once: written out, spreads within spreads can double at every step. */
  readonly measured: Map<string, Part>;
  /** Of the operation's variables. */
  readonly defaults: Variables;
}

/** Measures an operation of a valid document in one walk over the document. */
export function measureOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): OperationSize {
  const scope: Scope = {
    schema,
    fragments: new Map(
      document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    ),
    measured: new Map(),
    defaults: readDefaults(operation),
  };
  const root = schema.getRootType(operation.operation) ?? undefined;
  const part = withDirectives(operation, measureSelections(operation.selectionSet, root, scope));
  const own = operation.operation === 'mutation' ? part.rootFields * MUTATION_COST : 0;
  return { ...part, cost: (variables) => own + part.cost(variables, undefined) };
}

function readDefaults({ variableDefinitions = [] }: OperationDefinitionNode): Variables {
  return Object.fromEntries(
    variableDefinitions.flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
    ),
  );
}

function measureSelections(set: SelectionSetNode, parent: ParentType, scope: Scope): Part {
  const parts = set.selections.map((selection) =>
    withDirectives(selection, measureSelection(selection, parent, scope)),
  );
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    depth: parts.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
    rootFields: sum(({ rootFields }) => rootFields),
    fields: sum(({ fields }) => fields),
    aliases: sum(({ aliases }) => aliases),
    directives: sum(({ directives }) => directives),
    cost: (variables, parentSize) => sum(({ cost }) => cost(variables, parentSize)),
  };
}

function measureSelection(selection: SelectionNode, parent: ParentType, scope: Scope): Part {
  switch (selection.kind) {
    case Kind.FIELD:
      return measureField(selection, parent, scope);
    case Kind.FRAGMENT_SPREAD:
      return measureFragment(selection.name.value, scope);
    case Kind.INLINE_FRAGMENT: {
      const condition = selection.typeCondition?.name.value;
      const type = condition === undefined ? parent : scope.schema.getType(condition);
      return measureSelections(selection.selectionSet, type, scope);
    }
  }
}

function measureFragment(name: string, scope: Scope): Part {
  const known = scope.measured.get(name);
  if (known !== undefined) return known;
  const fragment = scope.fragments.get(name);
  if (!fragment) throw new TypeError(`The document is not valid: it has no fragment ${name}.`);
  const type = scope.schema.getType(fragment.typeCondition.name.value);
  const part = withDirectives(fragment, measureSelections(fragment.selectionSet, type, scope));
  const measured = { ...part, cost: costOnce(part.cost) };
  scope.measured.set(name, measured);
  return measured;
}

function measureField(node: FieldNode, parent: ParentType, scope: Scope): Part {
  const hasFields = isObjectType(parent) || isInterfaceType(parent);
  /** Undefined in introspection, whose fields are in no type of the schema. */
  const field = hasFields ? parent.getFields()[node.name.value] : undefined;
  const inside =
    node.selectionSet &&
    measureSelections(node.selectionSet, field && getNamedType(field.type), scope);
  return {
    depth: field && inside ? inside.depth + 1 : 1,
    rootFields: 1,
    fields: (inside?.fields ?? 0) + 1,
    aliases: (inside?.aliases ?? 0) + (node.alias ? 1 : 0),
    directives: inside?.directives ?? 0,
    cost:
      field && inside
        ? fieldCost(node, field, { cost: inside.cost, defaults: scope.defaults })
        : () => 0,
  };
}

function withDirectives(node: { directives?: readonly unknown[] }, part: Part): Part {
  const own = node.directives?.length ?? 0;
  return own === 0 ? part : { ...part, directives: part.directives + own };
}
