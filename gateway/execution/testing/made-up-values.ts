import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';

/** What a run of a subgraph depends on; equal seeds give equal answers. */
export interface MadeUpContext {
  readonly seed: number;
}

/** FNV-1a. */
export function hashOf(...parts: readonly unknown[]): number {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(parts)) {
    hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  }
  return (hash ^ (hash >>> 15)) >>> 0;
}

/** Types whose objects are of several types elsewhere in the graph. */
const concreteTypes: Readonly<Record<string, readonly string[]>> = {
  Product: ['Book', 'Toy'],
  Node: ['Book', 'Toy'],
  Found: ['Book', 'Toy', 'Maker'],
  Subject: ['Person', 'Shop'],
  Actor: ['Person', 'Robot'],
  Contact: ['Mail', 'Phone'],
};

/** Answers every field of every subgraph out of nothing, the same each time; some with an error, some with null where it is allowed or not. */
export const resolveMadeUp: GraphQLFieldResolver<Record<string, unknown>, MadeUpContext> = (
  source,
  args,
  { seed },
  info,
) => {
  const own = source?.[info.fieldName];
  if (own !== undefined) return own;
  const hash = hashOf(seed, source?.['id'], info.parentType.name, info.fieldName, args);
  // Half of all runs are without faults.
  if (seed % 2 === 1 && hash % 23 === 0) {
    const extensions = hash % 2 === 0 ? { code: 'NOT_FOUND' } : {};
    throw Object.assign(new Error(`no ${info.fieldName}`), { extensions });
  }
  return makeUp(info.returnType, hash, info);
};

function makeUp(type: GraphQLOutputType, hash: number, info: GraphQLResolveInfo): unknown {
  if (isNonNullType(type)) return makeUp(type.ofType, hash, info) ?? makeUp(type.ofType, 1, info);
  if (hash % 7 === 0) return null;
  if (isListType(type)) {
    return Array.from({ length: hash % 4 }, (_, at) => makeUp(type.ofType, hashOf(hash, at), info));
  }
  if (isScalarType(type)) return makeUpScalar(type.name, hash);
  if (isEnumType(type)) return type.getValues()[hash % type.getValues().length]?.value;
  const types = concreteTypes[type.name] ?? [type.name];
  return entityOf(`${types[hash % types.length]}:${hash % 5}`);
}

function makeUpScalar(name: string, hash: number): unknown {
  const values: Readonly<Record<string, unknown>> = {
    ID: `Book:${hash % 5}`,
    Int: hash % 1000,
    Float: (hash % 1000) / 4,
    Boolean: hash % 2 === 0,
    String: `text ${hash % 100}`,
  };
  return values[name] ?? { any: [hash % 10, null] };
}

/** The id says the type. */
export function entityOf(id: string): Record<string, unknown> {
  const [type = ''] = id.split(':');
  const code = { code: id, country: { iso: id.slice(-1) } };
  return { __typename: type, id, ...(type === 'Maker' && code) };
}
