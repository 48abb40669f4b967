import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;
/** The value of one field of a type: from the value of its parent and the arguments. */
export type Resolver = (parent: never, args: Variables) => unknown;
/** By type and field; a field without one is the property of that name. */
export type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolver>>>>;

/** An operation as it is run: with what its fragments are and what its variables hold. */
interface Run {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Variables;
  readonly resolvers: Resolvers;
}

/**
 * The data of a query, found as fast as plain JavaScript finds it: no schema, no validation, no promises. Enough for what gateways
 * ask of subgraphs: fields, aliases, arguments, fragments. Throws at a directive, which it would have to obey.
 */
export function selectFields(
  document: DocumentNode,
  variables: Variables,
  resolvers: Resolvers,
): Record<string, unknown> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }
  if (operation?.operation !== 'query') throw new TypeError('The subgraph answers queries only.');
  const into: Record<string, unknown> = {};
  select(
    operation.selectionSet,
    { __typename: 'Query' },
    { fragments, variables, resolvers },
    into,
  );
  return into;
}

function select(
  { selections }: SelectionSetNode,
  parent: Variables,
  run: Run,
  into: Record<string, unknown>,
): void {
  for (const selection of selections) {
    if (selection.directives?.length)
      throw new TypeError('The subgraph of the benchmark knows no directives.');
    if (selection.kind === Kind.FIELD) {
      into[selection.alias?.value ?? selection.name.value] = fieldOf(selection, parent, run);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD ? run.fragments.get(selection.name.value) : selection;
    const type = fragment?.typeCondition?.name.value;
    if (fragment && (type === undefined || type === parent['__typename']))
      select(fragment.selectionSet, parent, run, into);
  }
}

function fieldOf(field: FieldNode, parent: Variables, run: Run): unknown {
  const resolver = run.resolvers[String(parent['__typename'])]?.[field.name.value];
  const value = resolver
    ? resolver(parent as never, argumentsOf(field, run.variables))
    : parent[field.name.value];
  return field.selectionSet ? complete(value, field.selectionSet, run) : value;
}

function complete(value: unknown, selectionSet: SelectionSetNode, run: Run): unknown {
  if (Array.isArray(value)) return value.map((item) => complete(item, selectionSet, run));
  const into: Record<string, unknown> = {};
  select(selectionSet, value as Variables, run, into);
  return into;
}

function argumentsOf(field: FieldNode, variables: Variables): Variables {
  const args: Record<string, unknown> = {};
  for (const { name, value } of field.arguments ?? [])
    args[name.value] = valueFromASTUntyped(value, variables);
  return args;
}
