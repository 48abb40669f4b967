import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Written last: what is in the folder was installed to the end. */
const MARK = 'installed.json';

/**
 * Installs the peers of a benchmark at their exact versions into `folder`, unless that very set is there already. `from` holds their
 * manifest, their lockfile and the modules (`.mjs`) that run beside them. Rejects with what npm said.
 */
export async function installPeers(
  from: URL,
  folder: string,
  say: (line: string) => void,
): Promise<void> {
  const wanted = await readFile(new URL('package-lock.json', from), 'utf8');
  const installed = await readFile(join(folder, MARK), 'utf8').catch(() => undefined);
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(from)) {
    if (/\.(?:json|mjs)$/.test(file)) await copyFile(new URL(file, from), join(folder, file));
  }
  if (installed === wanted) return;
  say(`installing the peers into ${folder} …`);
  await rm(join(folder, MARK), { force: true });
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  await promisify(execFile)('npm', words, { cwd: folder }).catch((error: Error) => {
    throw new Error(`The peers could not be installed: ${error.message}`);
  });
  await writeFile(join(folder, MARK), wanted);
}

/** The peers' names and exact versions. */
export async function peerVersions(from: URL): Promise<Readonly<Record<string, string>>> {
  const manifest = JSON.parse(await readFile(new URL('package.json', from), 'utf8')) as {
    dependencies: Record<string, string>;
    optionalDependencies?: Record<string, string>;
  };
  return { ...manifest.dependencies, ...manifest.optionalDependencies };
}
