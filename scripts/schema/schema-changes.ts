import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import { type GraphQLSchema, parse } from 'graphql';
import { readApiSchema } from './api-schema.ts';
import type { NamedOperation } from './named-operations.ts';
import { readUsage } from './operation-usage.ts';
import { withEntities } from './with-entities.ts';

/**
 * `breaking`: a valid operation may stop to be valid, or its answer to fit. `dangerous`: operations stay valid, and a
 * client that assumed too much may be surprised. `safe`: neither.
 */
export type ChangeLevel = 'breaking' | 'dangerous' | 'safe';

/** One difference between two schemas as clients see them. */
export interface SchemaChange {
  readonly level: ChangeLevel;
  /** Its kind, as `FIELD_REMOVED`. */
  readonly type: string;
  /** What changed, as `File.sizeBytes`. */
  readonly path: string;
  readonly message: string;
  /** Names of the operations that select the field, or read or send the type, that changed. */
  readonly touches: readonly string[];
}

/** A supergraph with the operations that are sent to it. */
export interface SchemaRevision {
  readonly sdl: string;
  readonly operations: readonly NamedOperation[];
}

const levels: Readonly<Record<CriticalityLevel, ChangeLevel>> = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
};

const order: readonly ChangeLevel[] = ['breaking', 'dangerous', 'safe'];

/** What a client of `base` would notice of `current`, the worst first, each with the operations that it touches. */
export async function findSchemaChanges(
  base: SchemaRevision,
  current: SchemaRevision,
): Promise<SchemaChange[]> {
  const [before, after] = [readApiSchema(base.sdl), readApiSchema(current.sdl)];
  const usages = [...usagesOf(before, base.operations), ...usagesOf(after, current.operations)];
  const changes = await diff(before, after);
  return changes
    .filter((change) => !isToldTwice(change, changes))
    .map((change) => ({
      level: levels[change.criticality.level],
      type: String(change.type),
      path: change.path ?? '',
      message: change.message,
      touches: touchedBy(change, usages),
    }))
    .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

/** A deprecation is told once more as a use of its directive, and what is new once more for its description. */
function isToldTwice({ type, path }: Change, all: readonly Change[]): boolean {
  if (String(type).startsWith('DIRECTIVE_USAGE_')) return true;
  if (!String(type).includes('DESCRIPTION')) return false;
  return all.some((other) => other.path === path && String(other.type).endsWith('_ADDED'));
}

interface OperationUsage {
  readonly name: string;
  readonly used: ReadonlySet<string>;
}

/** What cannot be parsed uses nothing; that it is not valid is told elsewhere. */
function usagesOf(
  schema: GraphQLSchema,
  operations: readonly NamedOperation[],
): readonly OperationUsage[] {
  const readable = withEntities(schema);
  return operations.flatMap(({ name, text }) => {
    try {
      return [{ name, used: readUsage(readable, parse(text)) }];
    } catch {
      return [];
    }
  });
}

/** Whoever reads or sends an enum or an input object is concerned by all of it; of other types by fields that it selects. */
function touchedBy({ type: kind, path = '' }: Change, usages: readonly OperationUsage[]): string[] {
  const [type = '', member = '@'] = path.split('.');
  const isOfWhole = /^(?:ENUM_VALUE|INPUT_FIELD)_/.test(String(kind)) || member.startsWith('@');
  const changed = isOfWhole ? type : `${type}.${member}`;
  const touched = usages.filter(({ used }) => used.has(changed)).map(({ name }) => name);
  return [...new Set(touched)].sort();
}
