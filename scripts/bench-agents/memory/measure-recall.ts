import { sql } from 'kysely';
import type { AgentsDatabase } from '../../../subgraphs/agents/agents-database.ts';
import { MemorySearch } from '../../../subgraphs/agents/memory/memory-search.ts';
import { toBytes } from '../../../subgraphs/agents/memory/memory-store.ts';

const DEPTH = 10;

/** The part of the exact nearest that the search by meaning has among its first ten. */
export async function measureRecall(
  database: AgentsDatabase,
  agentId: string,
  vectors: readonly Float32Array[],
): Promise<number> {
  const search = new MemorySearch(database);
  let found = 0;
  for (const vector of vectors) {
    const exact = await exactNeighbours(database, agentId, vector);
    const meaning = { space: 'bench', vector };
    const given = await search.find({ agentId, stems: [], meaning, exceptSessionId: null });
    const first = new Set(given.meaning.slice(0, DEPTH).map(({ rowId }) => rowId));
    found += exact.filter((rowId) => first.has(rowId)).length / exact.length;
  }
  return found / vectors.length;
}

/** By comparing every vector. */
async function exactNeighbours(
  database: AgentsDatabase,
  agentId: string,
  vector: Float32Array,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: number }>`
    select memories.id as id from memories join memory_vectors on memory_id = memories.id
    where agent_id = ${agentId}
    order by vector_distance_cos(vector, ${toBytes(vector)}) limit ${DEPTH}
  `.execute(database);
  return rows.map(({ id }) => String(id));
}
