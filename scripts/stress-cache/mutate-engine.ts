import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Mutant } from './mutants.ts';

const engineFolder = fileURLToPath(new URL('../../subgraphs/shared/cache/', import.meta.url));
/** Inside the repository, so that the copies find the libraries; git does not see it. */
const mutantsFolder = fileURLToPath(new URL('../../.data/mutants/', import.meta.url));

/** A copy of the engine with one guard switched off. */
export interface MutatedEngine {
  /** Of its `cache.ts`, as a file URL. */
  readonly url: string;
  remove(): void;
}

export function mutateEngine(mutant: Mutant): MutatedEngine {
  const folder = join(mutantsFolder, `${mutant.name.replaceAll(/\W+/g, '-')}-${process.pid}`);
  const text = mutatedText(mutant);
  mkdirSync(mutantsFolder, { recursive: true });
  cpSync(engineFolder, folder, { recursive: true, filter: isOfTheEngine });
  writeFileSync(join(folder, mutant.file), text);
  return {
    url: pathToFileURL(join(folder, 'cache.ts')).href,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The file as the mutant has it. Throws when what it replaces is not there exactly once: the engine was changed. */
export function mutatedText({ name, file, find, replace }: Mutant): string {
  const text = readFileSync(join(engineFolder, file), 'utf8');
  const [before = '', after, ...more] = text.split(find);
  if (after !== undefined && more.length === 0) return before + replace + after;
  const times = after === undefined ? 0 : more.length + 1;
  throw new Error(
    `The mutant "${name}" replaces what must occur once in ${file}, and it occurs ${times} times: ${find}`,
  );
}

function isOfTheEngine(path: string): boolean {
  return !path.endsWith('.test.ts') && basename(path) !== 'testing';
}
