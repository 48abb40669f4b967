import { type FieldNode, type GraphQLField, Kind, type ValueNode } from 'graphql';

/** Variables of a request, not yet checked against the document. */
export type Variables = Readonly<Record<string, unknown>>;
/** How many elements a list may have, given the variables; undefined when nothing says. */
export type ListSize = (variables: Variables) => number | undefined;

/** Arguments by which clients say how many they want. */
const sizeArguments: ReadonlySet<string> = new Set(['first', 'last', 'limit']);

/**
 * What the size arguments of a field allow: their values in the document, its variables or the schema's defaults; the largest when
 * there are several.
 */
export function readListSize(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  defaults: Variables,
): ListSize {
  const sizes = field.args
    .filter(({ name }) => sizeArguments.has(name))
    .map(({ name, defaultValue }): ListSize => {
      const given = node.arguments?.find((argument) => argument.name.value === name)?.value;
      return given === undefined
        ? () => toSize(defaultValue)
        : readValue(given, defaults, toSize(defaultValue));
    });
  if (sizes.length === 0) return () => undefined;
  return (variables) => {
    const known = sizes.map((size) => size(variables)).filter((size) => size !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
  };
}

function readValue(node: ValueNode, defaults: Variables, absent: number | undefined): ListSize {
  if (node.kind === Kind.INT) {
    const size = toSize(Number(node.value));
    return () => size;
  }
  if (node.kind !== Kind.VARIABLE) return () => absent;
  const name = node.name.value;
  return (variables) =>
    Object.hasOwn(variables, name) ? toSize(variables[name]) : (toSize(defaults[name]) ?? absent);
}

/** What is no number, or below 0, gets an error from the service: it costs no elements. */
function toSize(value: unknown): number | undefined {
  return typeof value === 'number' && !Number.isNaN(value) ? Math.max(0, value) : undefined;
}
