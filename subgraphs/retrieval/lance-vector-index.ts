import { Index, type Table } from '@lancedb/lancedb';

/** Below, reading every vector is as fast as an index, and exact. */
export const VECTOR_INDEX_FROM = 5000;

/** Each tidying adds its new rows as a segment of its own, and a search asks every segment. One is best, and costs a build. */
const MOST_SEGMENTS = 16;

/** Neighbours a node, and candidates while building: at 100,000 vectors recall@100 is .999, the same as with LanceDB's 300. */
const GRAPH = { m: 20, efConstruction: 150 };

/** Neighbours that a search looks at for each that it wants, and at least. More is slower and misses fewer. */
const BREADTH = 1.25;
const LEAST_BREADTH = 200;

/**
 * Builds the vector index when there are enough vectors, and anew when it has fallen into many segments, or `atRest` into more than one: HNSW over vectors
 * of a byte a dimension. It reads the version at which it begins; rows that are written meanwhile are searched one by one,
 * as all are that no index has. Says whether it built one. A build that is cut short leaves nothing that a reader sees.
 */
export async function buildVectorIndex(
  table: Table,
  { from, atRest }: { readonly from: number; readonly atRest: boolean },
): Promise<boolean> {
  const segments = await segmentsOf(table);
  const most = atRest ? 1 : MOST_SEGMENTS;
  const isWanted = segments === 0 ? await hasVectors(table, from) : segments > most;
  if (!isWanted) return false;
  const config = Index.hnswSq({ distanceType: 'cosine', numPartitions: 1, ...GRAPH });
  await table.createIndex('vector', { config });
  return true;
}

/** How many candidates the graph is searched with for `limit` neighbours. */
export function searchBreadth(limit: number): number {
  return Math.max(LEAST_BREADTH, Math.ceil(limit * BREADTH));
}

async function segmentsOf(table: Table): Promise<number> {
  const index = (await table.listIndices()).find(({ columns }) => columns.includes('vector'));
  return index === undefined ? 0 : (index.numSegments ?? 1);
}

async function hasVectors(table: Table, atLeast: number): Promise<boolean> {
  if ((await table.countRows()) < atLeast) return false;
  return (await table.countRows('vector IS NOT NULL')) >= atLeast;
}
