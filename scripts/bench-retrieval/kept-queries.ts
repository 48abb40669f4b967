import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchQuery } from './corpus.ts';

interface KeptQuery {
  readonly text: string;
  readonly vector: readonly number[];
}

/** Leaves the queries beside the index that they are for. */
export async function writeQueries(folder: string, queries: readonly BenchQuery[]): Promise<void> {
  const kept = queries.map(({ text, vector }): KeptQuery => ({ text, vector: [...vector] }));
  await writeFile(join(folder, 'queries.json'), JSON.stringify(kept));
}

export async function readQueries(folder: string): Promise<readonly BenchQuery[]> {
  const kept = JSON.parse(await readFile(join(folder, 'queries.json'), 'utf8')) as KeptQuery[];
  return kept.map(({ text, vector }) => ({ text, vector: Float32Array.from(vector) }));
}
