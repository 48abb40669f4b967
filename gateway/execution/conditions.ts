import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type ValueNode,
  visit,
} from 'graphql';

/** Values of the variables that decide what is asked for. */
export type ConditionValues = ReadonlyMap<string, boolean>;

/** Variables of `@skip` and `@include` with their defaults. */
export type ConditionVariables = ReadonlyMap<string, unknown>;

export function findConditionVariables(
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): ConditionVariables {
  const names = new Set<string>();
  for (const node of [operation, ...Object.values(fragments)]) {
    visit(node, {
      Directive: ({ name, arguments: given }) => {
        if (name.value !== 'skip' && name.value !== 'include') return;
        const value = given?.[0]?.value;
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
      },
    });
  }
  const defaults = new Map(
    operation.variableDefinitions?.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === Kind.BOOLEAN ? defaultValue.value : undefined,
    ]),
  );
  return new Map([...names].map((name) => [name, defaults.get(name)]));
}

/** Undefined when one of them is neither true nor false. */
export function readConditions(
  conditions: ConditionVariables,
  variables: Readonly<Record<string, unknown>>,
): ConditionValues | undefined {
  const values = new Map<string, boolean>();
  for (const [name, byDefault] of conditions) {
    const value = Object.hasOwn(variables, name) ? variables[name] : byDefault;
    if (typeof value !== 'boolean') return undefined;
    values.set(name, value);
  }
  return values;
}

/** What `@skip` and `@include` say of a selection. */
export function isIncluded(selection: SelectionNode, values: ConditionValues): boolean {
  return (selection.directives ?? []).every(({ name, arguments: given }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    return isTrue(given?.[0]?.value, values) === (name.value === 'include');
  });
}

function isTrue(value: ValueNode | undefined, values: ConditionValues): boolean {
  if (value?.kind === Kind.VARIABLE) return values.get(value.name.value) ?? false;
  return value?.kind === Kind.BOOLEAN && value.value;
}
