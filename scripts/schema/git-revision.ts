import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One commit of the repository at `folder`, read without checking it out. */
export class GitRevision {
  readonly ref: string;
  readonly #folder: string;

  private constructor(ref: string, folder: string) {
    this.ref = ref;
    this.#folder = folder;
  }

  /** Null when there is no such commit. */
  static async find(ref: string, folder: string): Promise<GitRevision | null> {
    const commit = await git(
      folder,
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${ref}^{commit}`,
    );
    return commit === null ? null : new GitRevision(ref, folder);
  }

  /** A file's text, or null when the commit does not have it. */
  readFile(path: string): Promise<string | null> {
    return git(this.#folder, 'show', `${this.ref}:${path}`);
  }

  /** Paths of the files in these folders, those of inner folders too. */
  async listFiles(...folders: readonly string[]): Promise<string[]> {
    const listed = await git(
      this.#folder,
      'ls-tree',
      '-r',
      '-z',
      '--name-only',
      this.ref,
      '--',
      ...folders,
    );
    return (listed ?? '').split('\0').filter((path) => path !== '');
  }
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
