import { setTimeout as delay } from 'node:timers/promises';
import type { LanceChunkIndex } from '../../subgraphs/retrieval/lance-chunk-index.ts';
import { type Latencies, summariseLatencies, timed } from '../measuring/measure.ts';
import type { Corpus } from './corpus.ts';

/** Rest between two searches while the index is built, so that they look at it and do not fight it. */
const REST_MS = 20;

/** Writes the corpus file by file, as the worker does; gives seconds. */
export async function ingest(index: LanceChunkIndex, corpus: Corpus): Promise<number> {
  let milliseconds = 0;
  for (const file of corpus.files()) milliseconds += await timed(() => index.upsert(file));
  return milliseconds / 1000;
}

/** Runs `build`, and searches meanwhile. */
export async function searchWhile(
  build: () => Promise<unknown>,
  search: (at: number) => Promise<unknown>,
): Promise<{ seconds: number; meanwhile: Latencies }> {
  const took: number[] = [];
  let isBuilding = true;
  const building = timed(build).finally(() => {
    isBuilding = false;
  });
  for (let at = 0; isBuilding; at += 1) {
    took.push(await timed(() => search(at)));
    await delay(REST_MS);
  }
  return { seconds: (await building) / 1000, meanwhile: summariseLatencies(took) };
}
