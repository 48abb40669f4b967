import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUILD_FOLDER } from '../../subgraphs/shared/service/built-program.ts';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';

const isSource = import.meta.url.endsWith('.ts');

/** Where `npm run build` leaves the explorer as browsers load it: a folder named as its version, and a file that names the folder. */
export const BUNDLE_FOLDER = fileURLToPath(
  new URL(isSource ? `../../${BUILD_FOLDER}/explorer/` : '../../explorer/', import.meta.url),
);
export const VERSION_FILE = 'version';

/** The explorer as browsers load it. */
export interface ExplorerBundle {
  /** Differs when any file differs, so that browsers may keep files under it for good. */
  readonly version: string;
  /** By name: `main.js`, `main.css`, the editor's workers and font, and what they share. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Reads all of it, 7 MB. Rejects with NOT_FOUND when nobody has built it. */
export async function readExplorerBundle(): Promise<ExplorerBundle> {
  const version = await readFile(join(BUNDLE_FOLDER, VERSION_FILE), 'utf8').catch(() => {
    throw new DomainError('NOT_FOUND', 'The explorer has not been built here: npm run build.');
  });
  const folder = join(BUNDLE_FOLDER, version);
  const names = await readdir(folder);
  const files = names.map(async (name) => [name, await readFile(join(folder, name))] as const);
  return { version, files: new Map(await Promise.all(files)) };
}
