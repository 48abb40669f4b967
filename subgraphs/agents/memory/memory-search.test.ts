import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { ANONYMOUS } from '../../shared/service/user-id.ts';
import { AgentStore } from '../agent-store.ts';
import type { AgentsDatabase } from '../agents-database.ts';
import { openAgentsDatabase } from '../agents-database.ts';
import { toStems } from '../extractive/stems.ts';
import { insertConversation } from '../testing/insert-conversation.ts';
import { createMessages } from '../testing/messages.ts';
import { MemorySearch } from './memory-search.ts';
import { MemoryStore } from './memory-store.ts';

const DIMENSIONS = 128;
const COUNT = 1500;

let database: AgentsDatabase;

beforeEach(async () => {
  database = await openAgentsDatabase(':memory:');
});

afterEach(() => database.destroy());

/** The same numbers each time, between -1 and 1 (a linear congruential generator). */
function createVectors(count: number, seed: number): Float32Array[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  return Array.from({ length: count }, () => Float32Array.from({ length: DIMENSIONS }, next));
}

async function countRows(table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)}
  `.execute(database);
  return rows[0]?.count ?? Number.NaN;
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe('a search of memory', () => {
  it('gives the nearest of all by their vectors, though it compares sketches first', async () => {
    const agentId = await insertConversation(
      database,
      'near',
      createMessages(Array(COUNT).fill('.')),
    );
    const store = new MemoryStore(database);
    const pending = await store.findPending(null, COUNT);
    const vectors = createVectors(COUNT, 7);
    const embedded = pending.map(({ id }, at) => ({
      id,
      vector: vectors[at] ?? new Float32Array(),
    }));
    await store.setVectors('space', embedded);
    const [query = new Float32Array()] = createVectors(1, 11);

    const { meaning } = await new MemorySearch(database).find({
      agentId,
      stems: [],
      meaning: { space: 'space', vector: query },
      exceptSessionId: null,
    });

    const exact = embedded
      .map(({ id, vector }) => ({ rowId: String(id), score: cosine(vector, query) }))
      .sort((left, right) => right.score - left.score);
    expect(meaning.slice(0, 10).map(({ rowId }) => rowId)).toEqual(
      exact.slice(0, 10).map(({ rowId }) => rowId),
    );
    expect(meaning[0]?.score).toBeCloseTo(exact[0]?.score ?? 0, 3);
  });

  it('reads words as text, whatever marks of a query language they hold', async () => {
    const agentId = await insertConversation(
      database,
      'words',
      createMessages(['figs "NOT" here']),
    );
    const search = new MemorySearch(database);

    const ask = (stems: string[]) =>
      search.find({ agentId, stems, meaning: null, exceptSessionId: null });

    expect((await ask(['fig'])).words).toHaveLength(1);
    expect((await ask(['"', 'agent : x', ') OR (', 'NOT'])).words).toEqual([]);
  });

  it.each([
    ['Greek', 'Ἐν ἀρχῇ ἦν ὁ λόγος', 'ΛΌΓΟΣ'],
    ['Hindi', 'नमस्ते दुनिया', 'दुनिया'],
    ['Japanese', '東京は日本の首都です', '首都'],
    ['a number', 'Call 5550100 at noon', '5550100'],
  ])('finds words of every script: %s', async (_, text, asked) => {
    const agentId = await insertConversation(database, 'words', createMessages([text]));

    const { words } = await new MemorySearch(database).find({
      agentId,
      stems: toStems(asked),
      meaning: null,
      exceptSessionId: null,
    });

    expect(words).toHaveLength(1);
  });

  it('passes over a session that it is told to', async () => {
    const agentId = await insertConversation(database, 'one', createMessages(['figs'], 'one'));
    const search = new MemorySearch(database);

    const { words } = await search.find({
      agentId,
      stems: ['fig'],
      meaning: null,
      exceptSessionId: 'one',
    });

    expect(words).toEqual([]);
  });
});

describe('a deleted agent', () => {
  it('leaves neither words nor vectors', async () => {
    const agentId = await insertConversation(database, 'gone', createMessages(['figs', 'sweet']));
    const store = new MemoryStore(database);
    const vector = new Float32Array(8).fill(1);
    const pending = await store.findPending(null, 10);
    await store.setVectors(
      'space',
      pending.map(({ id }) => ({ id, vector })),
    );

    await new AgentStore(database).delete(ANONYMOUS, agentId);

    for (const table of ['memories', 'memory_vectors', 'memory_words'])
      expect(await countRows(table)).toBe(0);
  });
});

describe('vectors', () => {
  it('are not kept for a message that was deleted while they were made', async () => {
    await insertConversation(database, 'gone', createMessages(['figs', 'sweet']));
    const store = new MemoryStore(database);
    const pending = await store.findPending(null, 10);
    await database.deleteFrom('messages').where('position', '=', 0).execute();

    const vector = new Float32Array(8).fill(1);
    await store.setVectors(
      'space',
      pending.map(({ id }) => ({ id, vector })),
    );

    const rows = await database.selectFrom('memory_vectors').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(await store.findPending('space', 10)).toEqual([]);
    expect(await store.findPending('another', 10)).toHaveLength(1);
  });
});
