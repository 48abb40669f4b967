import { readFile, writeFile } from 'node:fs/promises';
import { composeSupergraph, readSubgraphs, supergraphPath } from '../schema/compose-supergraph.ts';

/** Composes the subgraphs' schemas and writes the supergraph when it changed. Throws `CompositionError`. */
export async function writeSupergraph(): Promise<'unchanged' | 'written'> {
  const { sdl } = composeSupergraph(readSubgraphs());
  if (sdl === (await readFile(supergraphPath, 'utf8').catch(() => ''))) return 'unchanged';
  await writeFile(supergraphPath, sdl);
  return 'written';
}
