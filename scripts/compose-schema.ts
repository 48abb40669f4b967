import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { composeSupergraph, readSubgraphs, supergraphPath } from './schema/compose-supergraph.ts';

const help = `Composes schema/{worker,retrieval,agents,cache-admin}.graphql into schema/supergraph.graphql.

  npm run schema:compose              write the file
  npm run schema:compose -- --check   write nothing; exit 1 when the committed file is out of date
`;

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
});

if (values.help) process.stdout.write(help);
else process.exitCode = await compose(values.check ?? false);

/** Gives the exit code. */
async function compose(isCheck: boolean): Promise<number> {
  try {
    const { sdl } = composeSupergraph(readSubgraphs());
    const committed = await readFile(supergraphPath, 'utf8').catch(() => '');
    if (sdl === committed) return 0;
    if (!isCheck) {
      await writeFile(supergraphPath, sdl);
      return 0;
    }
    process.stderr.write('out of date: schema/supergraph.graphql (npm run schema:compose)\n');
  } catch (error) {
    process.stderr.write(`the schema does not compose:\n${String(error)}\n`);
  }
  return 1;
}
