import {
  CacheStatsDocument,
  FilesDocument,
  HomePageDocument,
  type HomePageQuery,
  InvalidateDocument,
  SearchDocument,
} from './generated/operations.ts';
import type { GraphClient, Served } from './graph-client.ts';

/** Where the lines go. */
export type Say = (line: string) => void;

/** Reads the graph, shows a search served from the cache, the caches, and the same search after it was invalidated. */
export async function showGraph(graph: GraphClient, query: string, say: Say): Promise<void> {
  await showFiles(graph, say);
  await showSearch(graph, query, say);
  say(`\nThe page of "${query}" (operation HomePage), asked twice`);
  say(`  first  ${describeServing(await graph.send(HomePageDocument, { query }))}`);
  say(`  again  ${describeServing(await graph.send(HomePageDocument, { query }))}`);
  await showCaches(graph, say);
  await invalidate(graph, query, say);
  say(`  page   ${describeServing(await graph.send(HomePageDocument, { query }))}`);
}

async function showFiles(graph: GraphClient, say: Say): Promise<void> {
  const { files } = (await graph.send(FilesDocument, { first: 5 })).data;
  say(`Files: ${files.totalCount}, the newest`);
  for (const { node } of files.edges) {
    say(`  ${node.status.padEnd(10)}  ${node.name} (${node.mediaType}, ${node.sizeBytes} bytes)`);
  }
}

async function showSearch(graph: GraphClient, query: string, say: Say): Promise<void> {
  const { search } = (await graph.send(SearchDocument, { query, first: 3 })).data;
  say(
    `\nSearch "${query}": ${search.totalHits} passages, retrieval's cache ${search.cache.status}`,
  );
  for (const { rank, score, file, text } of search.hits) {
    const start = text.replace(/\s+/g, ' ').slice(0, 80);
    say(`  ${rank}. ${score.toFixed(3)}  ${file?.name ?? 'a file that went'}: ${start}`);
  }
}

/** `null` of a service means that it did not answer; the others are there. */
async function showCaches(graph: GraphClient, say: Say): Promise<void> {
  const { cacheStats } = (await graph.send(CacheStatsDocument, {})).data;
  say('\nCaches');
  for (const name of ['worker', 'retrieval', 'agents', 'gateway'] as const) {
    const stats = cacheStats[name];
    const entries = stats?.kinds.map(({ kind, entries: count }) => `${kind} ${count}`).join(', ');
    say(
      stats === null
        ? `  ${name.padEnd(10)} does not answer`
        : `  ${name.padEnd(10)} ${(100 * stats.hitRate).toFixed(0).padStart(3)} % of ${stats.hits + stats.misses} reads were hits; entries: ${entries}`,
    );
  }
}

async function invalidate(graph: GraphClient, query: string, say: Say): Promise<void> {
  const input = { searchPattern: query };
  const { complete, removedEntries, results } = (await graph.send(InvalidateDocument, { input }))
    .data.invalidate;
  const services = results.map(({ service, status }) => `${service} ${status}`).join(', ');
  say(`\nInvalidated searches for "${query}": ${removedEntries} entries, ${services}`);
  if (!complete) say('  Not complete: some service may still serve what it had.');
}

function describeServing({ data, ...served }: Served<HomePageQuery>): string {
  const age = served.ageSeconds === undefined ? '' : `, age ${served.ageSeconds} s`;
  const took = served.tookMs.toFixed(1).padStart(7);
  return `x-cache ${served.cacheStatus.padEnd(6)} ${took} ms  ${data.search.totalHits} hits${age}`;
}
