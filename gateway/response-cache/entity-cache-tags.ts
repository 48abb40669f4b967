import { type ConstDirectiveNode, Kind, parse } from 'graphql';
import { cacheTagFormat } from './root-cache-tags.ts';

/** The formats of `@cacheTag` by `subgraph.Type`: `file-{$key.hash}`. */
export type EntityCacheTags = ReadonlyMap<string, readonly string[]>;

/** Reads them from the supergraph, with the subgraph that each belongs to. */
export function readEntityCacheTags(supergraphSdl: string): EntityCacheTags {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const subgraphs = new Map<string, string>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph')
      continue;
    for (const { name, directives } of definition.values ?? []) {
      const named = argumentOf(directives?.[0], 'name');
      if (named?.kind === Kind.STRING) subgraphs.set(name.value, named.value);
    }
  }
  const tags = new Map<string, string[]>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const directive of definition.directives ?? []) {
      for (const format of cacheTagFormat(directive)) {
        for (const graph of graphsOf(directive)) {
          const key = `${subgraphs.get(graph)}.${definition.name.value}`;
          tags.set(key, [...(tags.get(key) ?? []), format]);
        }
      }
    }
  }
  return tags;
}

/**
 * The tags of one entity: `{$key.x}` is replaced by what its representation says. Undefined when the representation does not
 * say it, so that nothing would drop what is kept.
 */
export function entityTags(
  formats: readonly string[],
  representation: Readonly<Record<string, unknown>>,
): readonly string[] | undefined {
  let isKnown = true;
  const tags = formats.map((format) =>
    format.replaceAll(/\{\$key\.([\w.]+)\}/g, (_, path: string) => {
      const value = path.split('.').reduce(memberOf, representation);
      if (typeof value !== 'string' && typeof value !== 'number') isKnown = false;
      return String(value);
    }),
  );
  return isKnown ? tags : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function argumentOf(directive: ConstDirectiveNode | undefined, name: string) {
  return directive?.arguments?.find((argument) => argument.name.value === name)?.value;
}

function graphsOf(directive: ConstDirectiveNode): readonly string[] {
  const graphs = argumentOf(directive, 'graphs');
  if (graphs?.kind !== Kind.LIST) return [];
  return graphs.values.flatMap((value) => (value.kind === Kind.ENUM ? [value.value] : []));
}
