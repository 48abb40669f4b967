import { type RawBuilder, sql } from 'kysely';
import type { Scored } from '../../shared/text/fusion.ts';
import type { AgentsDatabase } from '../agents-database.ts';
import type { MessageRecord } from '../message.ts';
import { toMessage } from '../message-store.ts';
import { toBytes } from './memory-store.ts';
import { chooseTerms } from './memory-words.ts';

/** How many messages words and meaning each bring to the ranking. */
const CANDIDATES = 200;
/** How many sketches are followed by their vectors: of 4,000 real ones these held all of the ten nearest. */
const SKETCHES = 800;

/** What is looked for in an agent's memory. */
export interface MemoryQuery {
  readonly agentId: string;
  /** Stems, of which a message must have one. */
  readonly stems: readonly string[];
  /** Null: by words alone. */
  readonly meaning: { readonly space: string; readonly vector: Float32Array } | null;
  /** A session that is not to be looked into. */
  readonly exceptSessionId: string | null;
}

/** What words and meaning each found: BM25, and the cosine of the angle between the vectors. `rowId` is a memory's. */
export interface MemoryCandidates {
  readonly words: readonly Scored[];
  readonly meaning: readonly Scored[];
}

interface FoundRow {
  readonly id: number;
  readonly words: number | null;
  readonly similarity: number | null;
}

/**
 * Searches the memory of one agent. Every condition stands inside the query, on tables that change in the transaction that
 * changes the conversation: what was deleted is not found, by any process.
 */
export class MemorySearch {
  readonly #database: AgentsDatabase;

  constructor(database: AgentsDatabase) {
    this.#database = database;
  }

  async find(query: MemoryQuery): Promise<MemoryCandidates> {
    const { agentId, meaning, exceptSessionId } = query;
    const terms = await chooseTerms(this.#database, agentId, query.stems);
    const similarity =
      meaning === null
        ? sql`null`
        : sql`1 - (select vector_distance_cos(vector, vector16(${toBytes(meaning.vector)})) from memory_vectors
            where memory_id = memories.id and memories.space = ${meaning.space})`;
    const elsewhere =
      exceptSessionId === null
        ? sql``
        : sql`and exists (select 1 from messages
            where messages.id = message_id and session_id <> ${exceptSessionId})`;
    const { rows } = await sql<FoundRow>`
      with by_words as materialized (${byWords(terms)}),
        by_meaning as materialized (${byMeaning(query)}),
        found as (select id from by_words union select id from by_meaning)
      select memories.id as id, by_words.score as words, ${similarity} as similarity
      from found join memories on memories.id = found.id and agent_id = ${agentId} ${elsewhere}
        left join by_words on by_words.id = found.id
    `.execute(this.#database);
    return toCandidates(rows);
  }

  /** The messages of these memories that are still there and this agent's, by memory. */
  async read(agentId: string, ids: readonly string[]): Promise<ReadonlyMap<string, MessageRecord>> {
    const rows = await this.#database
      .selectFrom('memories')
      .innerJoin('messages', 'messages.id', 'message_id')
      .selectAll('messages')
      .select('memories.id as memory_id')
      .where('agent_id', '=', agentId)
      .where('memories.id', 'in', ids.map(Number))
      .execute();
    return new Map(rows.map((row) => [String(row.memory_id), toMessage(row)]));
  }
}

function byWords(terms: readonly string[]): RawBuilder<unknown> {
  if (terms.length === 0) return sql`select 0 as id, 0.0 as score where false`;
  const match = terms.map(quote).join(' OR ');
  return sql`select rowid as id, -bm25(memory_words) as score from memory_words
    where memory_words match ${match} order by score desc limit ${CANDIDATES}`;
}

/**
 * Sketches first, which lie side by side in an index and are 32 times smaller than vectors; what is near by them is
 * compared by its vector.
 */
function byMeaning({ agentId, meaning }: MemoryQuery): RawBuilder<unknown> {
  if (meaning === null) return sql`select 0 as id where false`;
  return sql`select id from memories where agent_id = ${agentId} and space = ${meaning.space}
    order by vector_distance_cos(sketch, vector1bit(${toBytes(meaning.vector)})) limit ${SKETCHES}`;
}

/** A string of FTS5's query language. */
function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Of what only words found the similarity is known too, and counts. */
function toCandidates(rows: readonly FoundRow[]): MemoryCandidates {
  const words = rows.flatMap(({ id, words: score }) => toScored(id, score));
  const known = new Set(words.map(({ rowId }) => rowId));
  const near = rows
    .flatMap(({ id, similarity }) => toScored(id, similarity))
    .sort((left, right) => right.score - left.score);
  return { words, meaning: near.filter(({ rowId }, at) => at < CANDIDATES || known.has(rowId)) };
}

/** A vector of zeros has no direction, and so no similarity to any other. */
function toScored(id: number, score: number | null): Scored[] {
  return score === null || !Number.isFinite(score) ? [] : [{ rowId: String(id), score }];
}
