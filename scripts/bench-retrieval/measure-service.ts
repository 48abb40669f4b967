import { searchModes } from '../../subgraphs/retrieval/passage-finder.ts';
import type { Embedder } from '../../subgraphs/shared/embedding/embedder.ts';
import { type Latencies, summariseLatencies, timed } from '../measuring/measure.ts';
import { type BenchQuery, RARE_MEDIA_TYPE, USUAL_MEDIA_TYPE } from './corpus.ts';
import { type Answer, type SearchVariables, withService } from './service.ts';
import type { SearchFigures, ServiceFigures } from './size-report.ts';
import { waitForRest } from './wait-for-rest.ts';

/** Asked before anything of a kind is timed. */
const WARM_UP = 20;
const CACHED_READS = 500;
/** So many are asked again and again. */
const CACHED_QUERIES = 20;
const MEMORY_BYTES = 64 * 1024 * 1024;

export interface ServiceOptions {
  /** The data folder of the service. */
  readonly folder: string;
  readonly embedder: Embedder;
  readonly queries: readonly BenchQuery[];
}

/** Searches of the service once it has read ahead what it keeps in memory: computed, from memory, and from Redis. */
export async function measureService(options: ServiceOptions): Promise<ServiceFigures> {
  const [searches, fromMemory] = await withService(
    { ...options, memoryMaxBytes: MEMORY_BYTES },
    async (search) => {
      await waitForRest();
      await warmUp(search, options.queries);
      return [
        await measureComputed(search, options.queries),
        await measureCached(search, options.queries),
      ] as const;
    },
  );
  const rssBytes = process.memoryUsage.rss();
  const fromRedis = await withService({ ...options, memoryMaxBytes: 0 }, async (search) => {
    await waitForRest();
    return measureCached(search, options.queries);
  });
  return { searches, cached: { fromMemory, fromRedis }, rssBytes };
}

type Search = (variables: SearchVariables) => Promise<Answer>;

/**
 * Every query once, with a filter that all chunks pass and that nothing is measured with: a service that has answered some
 * hundred searches has its code compiled. Those of a new process take 2 to 3 ms longer.
 */
async function warmUp(search: Search, queries: readonly BenchQuery[]): Promise<void> {
  const filter = { mediaTypes: [RARE_MEDIA_TYPE, USUAL_MEDIA_TYPE] };
  for (const { text } of queries) {
    await expectStatus(search, { query: text, mode: 'HYBRID', filter }, 'MISS');
  }
}

/** Every query once in every mode, without and with a filter: none is in the cache. */
async function measureComputed(
  search: Search,
  queries: readonly BenchQuery[],
): Promise<readonly SearchFigures[]> {
  const figures: SearchFigures[] = [];
  for (const mode of searchModes) {
    for (const isFiltered of [false, true]) {
      const filter = isFiltered ? { filter: { mediaTypes: [RARE_MEDIA_TYPE] } } : {};
      const took: number[] = [];
      for (const { text } of queries) {
        const { tookMs } = await expectStatus(search, { query: text, mode, ...filter }, 'MISS');
        took.push(tookMs);
      }
      figures.push({ mode, isFiltered, ...summariseLatencies(took.slice(WARM_UP)) });
    }
  }
  return figures;
}

/** The same searches again and again, from the request to the answer read; first as many as `warmUp` asks. */
async function measureCached(search: Search, queries: readonly BenchQuery[]): Promise<Latencies> {
  const asked = queries.slice(0, CACHED_QUERIES);
  const again = (at: number) => ({ query: asked[at % asked.length]?.text ?? '' });
  for (let at = 0; at < queries.length; at += 1) await search(again(at));
  const took: number[] = [];
  for (let at = 0; at < CACHED_READS; at += 1) {
    took.push(await timed(() => expectStatus(search, again(at), 'HIT')));
  }
  return summariseLatencies(took);
}

async function expectStatus(
  search: Search,
  variables: SearchVariables,
  status: string,
): Promise<Answer> {
  const answer = await search(variables);
  if (answer.cache.status === status) return answer;
  throw new Error(
    `expected a ${status} for ${JSON.stringify(variables)}; got ${answer.cache.status}`,
  );
}
