import { type Kysely, type Migration, sql } from 'kysely';
import { addWords } from './memory-words.ts';

/** Messages taken into memory at a time when a store of an earlier version is opened. */
const BATCH = 500;

/** Summaries, and the memory of messages: their words, and room for their vectors. */
export const memoryMigration: Migration = {
  up: async (database: Kysely<unknown>) => {
    await createSummaries(database);
    await createMemories(database);
    await createWords(database);
    await takeInMessages(database);
  },
};

/** A summary goes with the last message that it tells of, and so with the conversation. */
async function createSummaries(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('session_summaries')
    .addColumn('session_id', 'text', (column) =>
      column.notNull().references('sessions.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) =>
      column.notNull().unique().references('messages.id').onDelete('cascade'),
    )
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('generated', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('session_summaries_in_order', ['session_id', 'position'])
    .execute();
}

/**
 * A sketch is the signs of a vector, a bit a dimension. It lies in the index, so that a scan for neighbours reads neither rows
 * nor vectors, and nothing of other agents.
 */
async function createMemories(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('memories')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('message_id', 'text', (column) =>
      column.notNull().unique().references('messages.id').onDelete('cascade'),
    )
    .addColumn('agent_id', 'text', (column) => column.notNull())
    .addColumn('space', 'text')
    .addColumn('sketch', 'blob')
    .execute();
  await database.schema
    .createIndex('memories_of_agent')
    .on('memories')
    .columns(['agent_id', 'space', 'sketch'])
    .execute();
  await database.schema.createIndex('memories_by_space').on('memories').column('space').execute();
  await database.schema
    .createTable('memory_vectors')
    .addColumn('memory_id', 'integer', (column) =>
      column.primaryKey().references('memories.id').onDelete('cascade'),
    )
    .addColumn('vector', 'blob', (column) => column.notNull())
    .execute();
}

/**
 * Full text of terms that are made outside (`memory-words.ts`), and how often each occurs; the words of a message go when the
 * message does, whoever deletes it.
 */
async function createWords(database: Kysely<unknown>): Promise<void> {
  await sql`
    create virtual table memory_words using fts5(
      words, content='', contentless_delete=1,
      tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '-'")
  `.execute(database);
  await sql`create virtual table memory_terms using fts5vocab(memory_words, 'row')`.execute(
    database,
  );
  await sql`
    create trigger memories_forget_words after delete on memories
    begin delete from memory_words where rowid = old.id; end
  `.execute(database);
}

async function takeInMessages(database: Kysely<unknown>): Promise<void> {
  await sql`
    insert into memories (message_id, agent_id)
    select messages.id, sessions.agent_id from messages join sessions on sessions.id = session_id
    order by messages.at, position
  `.execute(database);
  for (let after = 0; ; ) {
    const { rows } = await sql<{ id: number; text: string }>`
      select memories.id as id, text from memories join messages on messages.id = message_id
      where memories.id > ${after} order by memories.id limit ${BATCH}
    `.execute(database);
    for (const { id, text } of rows) await addWords(database, id, text);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}
