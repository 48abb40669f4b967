import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const FILES = ['package.json', 'package-lock.json', 'import-peer.mjs'];
/** Written last: what is in the folder was installed to the end. */
const MARK = 'installed.json';

/**
 * Installs the peers at their exact versions into `folder`, unless that very set is there already. Rejects with what npm said.
 */
export async function installPeers(folder: string, say: (line: string) => void): Promise<void> {
  const wanted = await readFile(source('package-lock.json'), 'utf8');
  const installed = await readFile(join(folder, MARK), 'utf8').catch(() => undefined);
  await mkdir(folder, { recursive: true });
  for (const file of FILES) await copyFile(source(file), join(folder, file));
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
export async function peerVersions(): Promise<Readonly<Record<string, string>>> {
  const manifest = JSON.parse(await readFile(source('package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return manifest.dependencies;
}

function source(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}
