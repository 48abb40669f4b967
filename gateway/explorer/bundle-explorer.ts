import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, stop } from 'esbuild';

/** The explorer as browsers load it. */
export interface ExplorerBundle {
  /** Differs when any file differs, so that browsers may keep files under it for good. */
  readonly version: string;
  /** By name: `main.js`, `main.css`, the editor's workers and font, and what they share. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const page = fileURLToPath(new URL('page/', import.meta.url));

/** Bundles the page with GraphiQL and the workers of its editor, from the installed packages; nothing is written. */
export async function bundleExplorer(): Promise<ExplorerBundle> {
  try {
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
    const hash = createHash('sha256');
    for (const file of outputFiles) hash.update(file.path).update(file.contents);
    return {
      version: hash.digest('hex').slice(0, 12),
      files: new Map(outputFiles.map(({ path, contents }) => [basename(path), contents])),
    };
  } finally {
    // The bundler is a process of its own, which would stay.
    await stop();
  }
}
