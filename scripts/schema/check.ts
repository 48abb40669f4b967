import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readApiSchema } from './api-schema.ts';
import { readBaseSchema } from './base-schema.ts';
import { composeSupergraph, readSubgraphs, supergraphPath } from './compose-supergraph.ts';
import { describeChange } from './describe-change.ts';
import { reasonFor } from './expected-hints.ts';
import { readNamedOperations } from './named-operations.ts';
import { checkOperation, readOperations } from './operations.ts';
import { type ChangeLevel, findSchemaChanges, type SchemaChange } from './schema-changes.ts';
import { findUndescribed } from './undescribed.ts';

/** What one check found: `faults` fail the build, `notes` are worth reading. */
export interface CheckReport {
  readonly name: string;
  readonly faults: readonly string[];
  readonly notes: readonly string[];
  /** Differences from the base, of the check that compares. */
  readonly changes?: readonly SchemaChange[];
}

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Every check of the schema, in the order in which to mend them. Throws when the schema does not compose. */
export async function checkSchema(options: { base: string | undefined }): Promise<CheckReport[]> {
  const { sdl, hints } = composeSupergraph(readSubgraphs());
  const isCommitted = readFileSync(supergraphPath, 'utf8') === sdl;
  const schema = readApiSchema(sdl);
  return [
    {
      name: 'composed schema is the committed one',
      faults: isCommitted
        ? []
        : ['schema/supergraph.graphql is out of date: npm run schema:compose'],
      notes: [],
    },
    {
      name: 'composition hints are reviewed',
      faults: hints
        .filter((hint) => !reasonFor(hint))
        .map(({ code, message }) => `${code}: ${message}`),
      notes: [...new Set(hints.flatMap((hint) => reasonFor(hint) ?? []))].map(
        (why) => `meant so: ${why}`,
      ),
    },
    {
      name: 'everything is described',
      faults: readSubgraphs().flatMap(({ name, sdl: source }) =>
        findUndescribed(source).map((coordinate) => `${name}: ${coordinate} has no description`),
      ),
      notes: [],
    },
    {
      name: 'operations are valid',
      faults: readOperations().flatMap((operation) => checkOperation(schema, operation)),
      notes: [],
    },
    await checkChanges(sdl, options.base),
  ];
}

async function checkChanges(sdl: string, ref: string | undefined): Promise<CheckReport> {
  const base = await readBaseSchema(ref, repository);
  if ('absence' in base) {
    const name = 'nothing breaks: not compared';
    return ref === undefined
      ? { name, faults: [], notes: [base.absence] }
      : { name, faults: [base.absence], notes: [] };
  }
  const changes = await findSchemaChanges(base, { sdl, operations: readNamedOperations() });
  const linesOf = (isWanted: (level: ChangeLevel) => boolean) =>
    changes.filter(({ level }) => isWanted(level)).map(describeChange);
  return {
    name: `nothing breaks for clients of ${base.ref}`,
    faults: linesOf((level) => level === 'breaking'),
    notes: linesOf((level) => level !== 'breaking'),
    changes,
  };
}
