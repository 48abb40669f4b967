import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The supergraph at the point of comparison, or why there is none. */
export type BaseSchema =
  | { readonly ref: string; readonly sdl: string }
  | { readonly ref: string | null; readonly absence: string };

const defaultRefs = ['origin/main', 'main'];
const file = 'schema/supergraph.graphql';

/** Reads the committed supergraph of `ref`, or of the main branch when no ref is named, from the repository at `folder`. */
export async function readBaseSchema(ref: string | undefined, folder: string): Promise<BaseSchema> {
  for (const candidate of ref === undefined ? defaultRefs : [ref]) {
    if ((await git(folder, 'rev-parse', '--verify', '--quiet', `${candidate}^{commit}`)) === null) {
      continue;
    }
    const sdl = await git(folder, 'show', `${candidate}:${file}`);
    if (sdl !== null) return { ref: candidate, sdl };
    return { ref: candidate, absence: `${candidate} has no ${file} yet` };
  }
  const names = ref ?? defaultRefs.join(' or ');
  return {
    ref: null,
    absence: `there is no commit ${names} here; in a shallow clone: git fetch origin main:refs/remotes/origin/main`,
  };
}

/** The standard output, or null when git refused. */
async function git(folder: string, ...args: string[]): Promise<string | null> {
  try {
    const { stdout } = await run('git', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch {
    return null;
  }
}
