import { type QueryExecutorProvider, sql } from 'kysely';
import { toStems } from '../extractive/stems.ts';

/** The most places of all terms of a query together that are ranked. */
const MOST_PLACES = 20_000;

/**
 * Adds the words of a memory to the full text. Each stands there behind the name of its agent, so that a search meets nothing of
 * other agents, whose number and talk cost it nothing.
 */
export async function addWords(
  database: QueryExecutorProvider,
  memoryId: number,
  text: string,
): Promise<void> {
  const words = toStems(text)
    .map((stem) => ` ${stem}`)
    .join('');
  // Blanks part the words; no stem has one.
  await sql`
    insert into memory_words (rowid, words)
    select id, replace(${words}, ' ', ' ' || agent_id || '-') from memories where id = ${memoryId}
  `.execute(database);
}

/**
 * The terms to look for in the memory of an agent, rarest first. Of a query with many words the most common are left out
 * once the others occur in enough messages: they would cost the most and tell the least.
 */
export async function chooseTerms(
  database: QueryExecutorProvider,
  agentId: string,
  stems: readonly string[],
): Promise<readonly string[]> {
  if (stems.length === 0) return [];
  const terms = stems.map((stem) => `${agentId}-${stem}`);
  const { rows } = await sql<{ term: string; doc: number }>`
    select term, doc from memory_terms where term in (${sql.join(terms)})
  `.execute(database);
  // A term that is missing here may stand there in another spelling, as a final sigma does: the full text folds both alike.
  const counts = new Map(rows.map(({ term, doc }) => [term, doc]));
  const countOf = (term: string) => counts.get(term) ?? 0;
  let places = 0;
  return terms
    .toSorted((left, right) => countOf(left) - countOf(right))
    .filter((term, at) => {
      places += countOf(term);
      return at === 0 || places <= MOST_PLACES;
    });
}
