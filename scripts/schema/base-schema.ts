import { GitRevision } from './git-revision.ts';
import { operationFolders, readNamedOperation } from './named-operations.ts';
import type { SchemaRevision } from './schema-changes.ts';

/** The supergraph at the point of comparison with the operations of that time, or why there is none. */
export type BaseSchema =
  | (SchemaRevision & { readonly ref: string })
  | { readonly ref: string | null; readonly absence: string };

const defaultRefs = ['origin/main', 'main'];
const file = 'schema/supergraph.graphql';

/** Reads the committed supergraph of `ref`, or of the main branch when no ref is named, from the repository at `folder`. */
export async function readBaseSchema(ref: string | undefined, folder: string): Promise<BaseSchema> {
  for (const candidate of ref === undefined ? defaultRefs : [ref]) {
    const revision = await GitRevision.find(candidate, folder);
    if (revision === null) continue;
    const sdl = await revision.readFile(file);
    if (sdl === null) return { ref: candidate, absence: `${candidate} has no ${file} yet` };
    return { ref: candidate, sdl, operations: await readOperations(revision) };
  }
  const names = ref ?? defaultRefs.join(' or ');
  return {
    ref: null,
    absence: `there is no commit ${names} here; in a shallow clone: git fetch origin main:refs/remotes/origin/main`,
  };
}

async function readOperations(revision: GitRevision) {
  const paths = await revision.listFiles(...operationFolders);
  return Promise.all(
    paths
      .filter((path) => path.endsWith('.graphql'))
      .map(async (path) => readNamedOperation(path, (await revision.readFile(path)) ?? '')),
  );
}
