import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  valueFromASTUntyped,
} from 'graphql';
import { z } from 'zod';
import type { Requirement } from './requirement.ts';

/** What is needed, by `Type` and by `Type.field`; what is not named is for everybody. */
export type Requirements = ReadonlyMap<string, Requirement>;

const links = z.object({
  url: z.string(),
  as: z.string().optional(),
  import: z
    .array(z.union([z.string(), z.object({ name: z.string(), as: z.string().optional() })]))
    .optional(),
});
const scopesArguments = z.object({ scopes: z.array(z.array(z.string())) });

/**
 * Reads `@authenticated` and `@requiresScopes` from the supergraph. Composition puts them on every type and field that
 * they guard, interfaces included: those need what all that implement them need.
 */
export function readRequirements(supergraphSdl: string): Requirements {
  const document = parse(supergraphSdl, { noLocation: true });
  const authenticated = findName(document, 'authenticated');
  const requiresScopes = findName(document, 'requiresScopes');
  const requirements = new Map<string, Requirement>();
  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    const isAuthenticated = directives.some(({ name }) => name.value === authenticated);
    const scoped = directives.find(({ name }) => name.value === requiresScopes);
    const scopes = scoped && scopesArguments.parse(readArguments(scoped)).scopes;
    if (isAuthenticated || scopes) requirements.set(coordinate, { isAuthenticated, scopes });
  };
  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
    if (
      definition.kind === Kind.OPERATION_DEFINITION ||
      definition.kind === Kind.FRAGMENT_DEFINITION
    )
      continue;
    note(definition.name.value, definition.directives);
    if (!('fields' in definition)) continue;
    for (const field of definition.fields ?? [])
      note(`${definition.name.value}.${field.name.value}`, field.directives);
  }
  return requirements;
}

/** How the supergraph calls a directive of Apollo's specifications; undefined when it does not use it. */
function findName(document: DocumentNode, feature: string): string | undefined {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION)
      continue;
    for (const directive of definition.directives ?? []) {
      if (directive.name.value !== 'link') continue;
      const link = links.parse(readArguments(directive));
      if (!link.url.startsWith(`https://specs.apollo.dev/${feature}/`)) continue;
      const imported = link.import?.find(
        (item) => typeof item === 'object' && item.name === `@${feature}`,
      );
      const renamed = typeof imported === 'object' ? imported.as?.slice(1) : undefined;
      return renamed ?? link.as ?? feature;
    }
  }
  return undefined;
}

function readArguments(directive: ConstDirectiveNode): Record<string, unknown> {
  return Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
}
