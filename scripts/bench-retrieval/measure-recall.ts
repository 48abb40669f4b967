import { connect, type Table } from '@lancedb/lancedb';
import type { ChunkFilter } from '../../subgraphs/retrieval/chunk-filter.ts';
import type { LanceChunkIndex } from '../../subgraphs/retrieval/lance-chunk-index.ts';
import { predicateOf } from '../../subgraphs/retrieval/lance-predicate.ts';
import { CANDIDATES } from '../../subgraphs/retrieval/passage-finder.ts';
import type { BenchQuery } from './corpus.ts';

const DEPTH = 10;

/** The part of the exact nearest that the index's vector search has among its first ten. */
export async function measureRecall(
  index: LanceChunkIndex,
  folder: string,
  options: { queries: readonly BenchQuery[]; filter: ChunkFilter },
): Promise<number> {
  const connection = await connect(folder);
  const [name = ''] = await connection.tableNames();
  const table = await connection.openTable(name);
  const { queries, filter } = options;
  let found = 0;
  for (const { vector } of queries) {
    const exact = await exactNeighbours(table, vector, filter);
    const candidates = await index.searchVector(vector, { filter, limit: CANDIDATES });
    const first = new Set(candidates.slice(0, DEPTH).map(({ rowId }) => rowId));
    found += exact.filter((rowId) => first.has(rowId)).length / exact.length;
  }
  connection.close();
  return found / queries.length;
}

/** By reading every vector. */
async function exactNeighbours(
  table: Table,
  vector: Float32Array,
  filter: ChunkFilter,
): Promise<readonly string[]> {
  const answer = await table
    .query()
    .nearestTo(vector)
    .distanceType('cosine')
    .bypassVectorIndex()
    .where(predicateOf(filter))
    .select(['row_id', '_distance'])
    .limit(DEPTH)
    .toArrow();
  return [...(answer.getChild('row_id') ?? [])].map(String);
}
