import { sql } from 'kysely';
import type { AgentsDatabase } from '../../../subgraphs/agents/agents-database.ts';
import { MemoryStore } from '../../../subgraphs/agents/memory/memory-store.ts';
import type { MessageRecord } from '../../../subgraphs/agents/message.ts';
import { appendMessage } from '../../../subgraphs/agents/message-store.ts';
import { ANONYMOUS } from '../../../subgraphs/shared/service/user-id.ts';
import type { Corpus } from '../../bench-retrieval/corpus.ts';
import { type Latencies, measureLatency, timed } from '../../measuring/measure.ts';
import type { ExactNeighbours } from './exact-neighbours.ts';
import type { MemorySizeReport } from './size-report.ts';

/** As the service embeds. */
const VECTORS_AT_ONCE = 16;
const MESSAGES_AT_ONCE = 500;
const SAMPLES = 300;
const AT = '2026-01-01T00:00:00.000Z';

/** An agent with one session and one run, to which messages are added. */
export async function addAgent(database: AgentsDatabase, id: string): Promise<void> {
  const user_id = ANONYMOUS;
  const named = { id, user_id, name: id, goal: '', tools: '[]', memory_window: 10, created_at: AT };
  await database.insertInto('agents').values(named).execute();
  const session = {
    user_id,
    agent_id: id,
    started_at: AT,
    expires_at: AT,
    ended_at: null,
    revision: 1,
  };
  await database
    .insertInto('sessions')
    .values({ id, ...session })
    .execute();
  await sql`
    insert into runs (id, user_id, agent_id, session_id, request_hash, status, progress, started_at, owner, lease_expires_at)
    values (${id}, ${user_id}, ${id}, ${id}, '', 'COMPLETED', 1, ${AT}, '', ${AT})
  `.execute(database);
}

/** Messages and their vectors, as many as the corpus has chunks. */
export async function fillMemory(
  database: AgentsDatabase,
  agentId: string,
  corpus: Corpus,
  nearest?: ExactNeighbours,
): Promise<Pick<MemorySizeReport, 'vectorsPerSecond'>> {
  const store = new MemoryStore(database);
  let batch: { readonly text: string; readonly vector: Float32Array | null }[] = [];
  let milliseconds = 0;
  for (const { chunks } of corpus.files()) {
    batch.push(...chunks);
    if (batch.length < MESSAGES_AT_ONCE && batch.length < corpus.chunks) continue;
    const texts = batch.map(({ text }) => text);
    const ids = await addMessages(database, agentId, texts);
    const embedded = batch.map(({ vector }, at) => ({
      id: ids[at] ?? 0,
      vector: vector ?? new Float32Array(),
    }));
    milliseconds += await timed(() => giveVectors(store, embedded));
    for (const { id, vector } of embedded) nearest?.add(String(id), vector);
    batch = [];
  }
  return { vectorsPerSecond: (corpus.chunks / milliseconds) * 1000 };
}

async function giveVectors(
  store: MemoryStore,
  embedded: readonly { readonly id: number; readonly vector: Float32Array }[],
): Promise<void> {
  for (let start = 0; start < embedded.length; start += VECTORS_AT_ONCE)
    await store.setVectors('bench', embedded.slice(start, start + VECTORS_AT_ONCE));
}

/** The ids of their memories, in order. */
async function addMessages(
  database: AgentsDatabase,
  agentId: string,
  texts: readonly string[],
): Promise<number[]> {
  return database.transaction().execute(async (transaction) => {
    for (const text of texts)
      await appendMessage(transaction, ANONYMOUS, messageOf('kept', agentId, text));
    const { rows } = await sql<{ id: number }>`
      select id from memories order by id desc limit ${texts.length}
    `.execute(transaction);
    return rows.map(({ id }) => id).reverse();
  });
}

/** What a message costs to store with and without memory. They are removed again. */
export async function measureStoring(
  database: AgentsDatabase,
  agentId: string,
  texts: readonly string[],
): Promise<{ readonly stored: Latencies; readonly storedAlone: Latencies }> {
  const textAt = (at: number) => texts[at % texts.length] ?? '';
  const stored = await measureLatency(SAMPLES, (at) =>
    database
      .transaction()
      .execute((transaction) =>
        appendMessage(transaction, ANONYMOUS, messageOf('sample', agentId, textAt(at))),
      ),
  );
  const storedAlone = await measureLatency(SAMPLES, (at) =>
    database.transaction().execute(async (transaction) => {
      const { id, text } = messageOf('sample', agentId, textAt(at));
      await sql`
        insert into messages (id, session_id, position, role, text, at, generated, run_id)
        values (${id}, ${agentId}, ${1e9 + at}, 'USER', ${text}, ${AT}, 0, ${agentId})
      `.execute(transaction);
    }),
  );
  await sql`delete from messages where id like 'sample-%'`.execute(database);
  return { stored, storedAlone };
}

let count = 0;

function messageOf(
  kind: 'kept' | 'sample',
  agentId: string,
  text: string,
): Omit<MessageRecord, 'position'> {
  count += 1;
  return {
    id: `${kind}-${count}`,
    sessionId: agentId,
    role: count % 2 === 0 ? 'USER' : 'ASSISTANT',
    text,
    at: AT,
    generated: false,
    runId: agentId,
    contextId: null,
  };
}
