import type { AgentsDatabase } from '../../../subgraphs/agents/agents-database.ts';
import { MemorySearch } from '../../../subgraphs/agents/memory/memory-search.ts';

/** The part of the exact nearest to each vector that the search by meaning has among its first as many. */
export async function measureRecall(
  database: AgentsDatabase,
  agentId: string,
  asked: {
    readonly vectors: readonly Float32Array[];
    readonly exact: readonly (readonly string[])[];
  },
): Promise<number> {
  const search = new MemorySearch(database);
  let found = 0;
  for (const [at, vector] of asked.vectors.entries()) {
    const exact = asked.exact[at] ?? [];
    const meaning = { space: 'bench', vector };
    const given = await search.find({ agentId, stems: [], meaning, exceptSessionId: null });
    const first = new Set(given.meaning.slice(0, exact.length).map(({ rowId }) => rowId));
    found += exact.filter((rowId) => first.has(rowId)).length / exact.length;
  }
  return found / asked.vectors.length;
}
