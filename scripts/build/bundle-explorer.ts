import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { BUNDLE_FOLDER, VERSION_FILE } from '../../gateway/explorer/explorer-bundle.ts';
import { replaceFile } from './replace-file.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = join(root, 'gateway', 'explorer', 'page');

/**
 * Bundles the page of the explorer with GraphiQL and the workers of its editor, from the installed packages. Does nothing when that was
 * done for the same page, the same packages and the same options. A gateway that runs keeps what it has read.
 */
export async function bundleExplorer(): Promise<void> {
  const version = versionOf();
  const versionFile = join(BUNDLE_FOLDER, VERSION_FILE);
  if (existsSync(versionFile) && readFileSync(versionFile, 'utf8') === version) return;
  const { outputFiles } = await build({
    absWorkingDir: page,
    entryPoints: {
      main: 'main.tsx',
      'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
      'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
      'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
    },
    outdir: page,
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    loader: { '.ttf': 'file' },
    // The licences stand in node_modules, and the addresses in them are none that the page calls.
    legalComments: 'none',
    logLevel: 'silent',
  });
  const folder = join(BUNDLE_FOLDER, version);
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles)
    writeFileSync(join(folder, basename(path)), contents);
  // Last, so that nobody reads half a bundle.
  replaceFile(versionFile, Buffer.from(version));
  removeOthers(version);
}

/** Of everything that the files come from. Packages change with the lockfile only. */
function versionOf(): string {
  const hash = createHash('sha256');
  const sources = readdirSync(page).sort();
  const files = [...sources.map((name) => join(page, name)), join(root, 'package-lock.json')];
  for (const file of [...files, fileURLToPath(import.meta.url)]) {
    hash.update(basename(file)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

function removeOthers(version: string): void {
  const isOther = (name: string) => name !== version && name !== VERSION_FILE;
  for (const name of readdirSync(BUNDLE_FOLDER).filter(isOther)) {
    rmSync(join(BUNDLE_FOLDER, name), { recursive: true, force: true });
  }
}
