import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerOfPage } from '../graph/operation.ts';
import type { Contender } from './contender.ts';

const PROGRAM = fileURLToPath(new URL('../processes/hello-program.ts', import.meta.url));

/** `node:http` alone, which answers everything with the answer of page 0: what no gateway on it can beat. */
export const hello: Contender = {
  name: 'node:http hello',
  role: 'limit',
  async program(port, { folder }) {
    const path = join(folder, 'hello.json');
    await writeFile(path, JSON.stringify(answerOfPage(0)));
    return {
      command: [process.execPath, '--import', 'tsx', PROGRAM, String(port), path],
      environment: { NODE_ENV: 'production' },
    };
  },
};
