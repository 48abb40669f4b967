import {
  type ConstDirectiveNode,
  type FieldNode,
  type GraphQLSchema,
  getArgumentValues,
  Kind,
  parse,
  valueFromASTUntyped,
} from 'graphql';

/** The formats of `@cacheTag` on each field of `Query` that has any: `search`, `file-{$args.hash}`. */
export type RootCacheTags = ReadonlyMap<string, readonly string[]>;

/** Reads them from the supergraph, where composition keeps them in `@join__directive`. */
export function readRootCacheTags(supergraphSdl: string): RootCacheTags {
  const tags = new Map<string, string[]>();
  for (const definition of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || definition.name.value !== 'Query')
      continue;
    for (const field of definition.fields ?? []) {
      const formats = (field.directives ?? []).flatMap(cacheTagFormat);
      if (formats.length > 0) tags.set(field.name.value, formats);
    }
  }
  return tags;
}

/** The tags of one root field as it was asked: `{$args.x}` is replaced by the argument's value. */
export function rootFieldTags(
  field: FieldNode,
  variables: Readonly<Record<string, unknown>>,
  graph: { schema: GraphQLSchema; rootCacheTags: RootCacheTags },
): string[] {
  const definition = graph.schema.getQueryType()?.getFields()[field.name.value];
  const formats = graph.rootCacheTags.get(field.name.value);
  if (definition === undefined || formats === undefined) return [];
  const args = getArgumentValues(definition, field, variables);
  return formats.map((format) =>
    format.replaceAll(/\{\$args\.(\w+)\}/g, (_, name: string) => String(args[name])),
  );
}

/** The format of one `@cacheTag`, which composition keeps in `@join__directive`; none for any other directive. */
export function cacheTagFormat(directive: ConstDirectiveNode): string[] {
  if (directive.name.value !== 'join__directive') return [];
  const args: Record<string, unknown> = Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
  const { name, args: inner } = args;
  if (typeof name !== 'string' || !name.endsWith('cacheTag')) return [];
  const isObject = typeof inner === 'object' && inner !== null;
  return isObject && 'format' in inner && typeof inner.format === 'string' ? [inner.format] : [];
}
