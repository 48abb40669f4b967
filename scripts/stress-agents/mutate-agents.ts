import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutants.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** What a process of the service is made of. */
const PARTS = ['package.json', 'schema', 'subgraphs/agents', 'subgraphs/shared'];

/** A copy of the service with one guard switched off. */
export interface MutatedService {
  /** Its `main.ts`. */
  readonly program: string;
  remove(): void;
}

/** Inside the repository, so that the copy finds the libraries; git does not see it. */
export function mutateAgents(mutant: Mutant): MutatedService {
  const name = `agents-${mutant.name.replaceAll(/\W+/g, '-')}-${process.pid}`;
  const folder = join(root, '.data/mutants', name);
  const text = mutatedText(mutant);
  for (const part of PARTS) {
    mkdirSync(dirname(join(folder, part)), { recursive: true });
    cpSync(join(root, part), join(folder, part), {
      recursive: true,
      filter: (path) => !path.endsWith('.test.ts'),
    });
  }
  writeFileSync(join(folder, 'subgraphs', mutant.file), text);
  return {
    program: join(folder, 'subgraphs/agents/main.ts'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The file as the mutant has it. Throws when what it replaces is not there exactly once: the service was changed. */
export function mutatedText({ name, file, find, replace }: Mutant): string {
  const text = readFileSync(join(root, 'subgraphs', file), 'utf8');
  const [before = '', after, ...more] = text.split(find);
  if (after !== undefined && more.length === 0) return before + replace + after;
  const times = after === undefined ? 0 : more.length + 1;
  throw new Error(
    `The mutant "${name}" replaces what must occur once in ${file}, and it occurs ${times} times: ${find}`,
  );
}
