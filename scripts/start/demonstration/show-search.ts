import { median } from '../../measuring/measure.ts';
import type { ConsoleLog } from '../console-log.ts';
import type { GraphClient } from './graph-client.ts';

/** On a restart the cache still knows what was asked before, so the first of these that it does not know is shown. */
const questions = [
  'why did the cache evict conversations',
  'what to do when the queue is old',
  'how large should a chunk be',
  'changing the embedding model without mixing vectors',
  'how long are backups kept',
  'when to add a second gateway',
  'alert thresholds on the whiteboard',
  'who reviews my first change',
];

/** Odd, so that there is a middle one. */
const REPEATS = 11;

const searchQuery = `query DemoSearch($query: String!) {
  search(query: $query, first: 3) {
    hits { rank score text highlight }
    cache { status }
  }
}`;

/** Where the hits come from: asked apart, so that what is timed is the search and not a lookup of files. */
const placesQuery = `query DemoPlaces($query: String!) {
  search(query: $query, first: 3) { hits { file { name } chunk { location { page } } } }
}`;

interface Found {
  readonly search: {
    readonly hits: readonly {
      readonly rank: number;
      readonly score: number;
      readonly text: string;
      readonly highlight: string | null;
    }[];
    readonly cache: { readonly status: string };
  };
}

interface Places {
  readonly search: {
    readonly hits: readonly {
      readonly file: { readonly name: string } | null;
      readonly chunk: { readonly location: { readonly page: number | null } | null } | null;
    }[];
  };
}

/** One search: computed, then from the cache, and some more times for a figure to go by. */
export async function showSearch(graph: GraphClient, log: ConsoleLog): Promise<void> {
  const { query, first } = await firstUncached(graph);
  const again = await graph.ask<Found>(searchQuery, { query });
  const more = await askAgain(graph, query, REPEATS);
  const middle = median(more.map(({ tookMs }) => tookMs));
  const places = await graph.ask<Places>(placesQuery, { query });
  log.title(`search(query: "${query}")`);
  for (const [index, hit] of first.data.search.hits.entries()) {
    log.say(`  ${hit.rank}. ${hit.score.toFixed(3)}  ${placeOf(places.data, index)}`);
    log.say(`     ${log.emphasise(oneLine(hit.highlight ?? hit.text, 140))}`);
  }
  log.say(`  first: ${timing(first)}`);
  log.say(`  again: ${timing(again)}`);
  log.say(
    `  median of ${more.length} more: ${middle.toFixed(1)} ms, ${(first.tookMs / middle).toFixed(0)} times as fast`,
  );
}

interface Timed {
  readonly data: Found;
  readonly tookMs: number;
}

function timing({ data, tookMs }: Timed): string {
  return `${data.search.cache.status.padEnd(6)} ${tookMs.toFixed(1).padStart(8)} ms`;
}

/** The same search, one after the other; a single timing says little on a busy machine. */
async function askAgain(graph: GraphClient, query: string, times: number): Promise<Timed[]> {
  const answers: Timed[] = [];
  while (answers.length < times) answers.push(await graph.ask<Found>(searchQuery, { query }));
  return answers;
}

function placeOf(places: Places, index: number): string {
  const hit = places.search.hits[index];
  const page = hit?.chunk?.location?.page;
  return `${hit?.file?.name ?? 'a file'}${page ? `, page ${page}` : ''}`;
}

async function firstUncached(graph: GraphClient) {
  const [opening = '', ...others] = questions;
  let asked = { query: opening, first: await graph.ask<Found>(searchQuery, { query: opening }) };
  for (const query of others) {
    if (asked.first.data.search.cache.status !== 'HIT') break;
    asked = { query, first: await graph.ask<Found>(searchQuery, { query }) };
  }
  return asked;
}

/** Without line breaks, and not much longer than `width`: a mark is not cut in two. */
function oneLine(text: string, width: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= width) return line;
  return `${line.slice(0, width).replace(/\s?\S*$/, '')} …`;
}
