import { type Kysely, type Migration, sql } from 'kysely';
import { addUsers } from './add-users.ts';
import { memoryMigration } from './memory/memory-migration.ts';

/** Name → migration, applied in the order of the names. One that was released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-agents-sessions-runs': {
    up: async (database) => {
      await createAgents(database);
      await createSessions(database);
      await createRuns(database);
      await createMessages(database);
      await createToolCalls(database);
    },
  },
  '0002-users': { up: addUsers },
  '0003-memory': memoryMigration,
};

async function createAgents(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('agents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('goal', 'text', (column) => column.notNull())
    .addColumn('tools', 'text', (column) => column.notNull())
    .addColumn('memory_window', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('agents_newest')
    .on('agents')
    .columns(['created_at', 'id'])
    .execute();
}

async function createSessions(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('agent_id', 'text', (column) =>
      column.notNull().references('agents.id').onDelete('cascade'),
    )
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();
  await database.schema
    .createIndex('sessions_newest_of_agent')
    .on('sessions')
    .columns(['agent_id', 'started_at', 'id'])
    .execute();
}

/** Two rules live in indexes, where no process can break them: a key runs once, a session runs one at a time. */
async function createRuns(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('runs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('agent_id', 'text', (column) =>
      column.notNull().references('agents.id').onDelete('cascade'),
    )
    .addColumn('session_id', 'text', (column) =>
      column.notNull().references('sessions.id').onDelete('cascade'),
    )
    .addColumn('idempotency_key', 'text', (column) => column.unique())
    .addColumn('request_hash', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('step', 'text')
    .addColumn('progress', 'real', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('finished_at', 'text')
    .addColumn('error', 'text')
    .addColumn('error_code', 'text')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('lease_expires_at', 'text', (column) => column.notNull())
    .execute();
  await indexRuns(database);
}

async function indexRuns(database: Kysely<unknown>): Promise<void> {
  await database.schema.createIndex('runs_agent').on('runs').column('agent_id').execute();
  await database.schema.createIndex('runs_session').on('runs').column('session_id').execute();
  await database.schema
    .createIndex('runs_one_running_per_session')
    .unique()
    .on('runs')
    .column('session_id')
    // A literal, not a parameter: SQLite takes none in the condition of an index.
    .where(sql.ref('status'), '=', sql.lit('RUNNING'))
    .execute();
}

async function createMessages(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('session_id', 'text', (column) =>
      column.notNull().references('sessions.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('generated', 'integer', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) =>
      column.notNull().references('runs.id').onDelete('cascade'),
    )
    .addColumn('context_id', 'text')
    .addUniqueConstraint('messages_in_order', ['session_id', 'position'])
    .execute();
  await database.schema.createIndex('messages_run').on('messages').column('run_id').execute();
}

async function createToolCalls(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('tool_calls')
    .addColumn('run_id', 'text', (column) =>
      column.notNull().references('runs.id').onDelete('cascade'),
    )
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('tool', 'text', (column) => column.notNull())
    .addColumn('arguments', 'text', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('error', 'text')
    .addColumn('cache_status', 'text', (column) => column.notNull())
    .addColumn('cache_age_seconds', 'integer')
    .addColumn('cache_ttl_seconds', 'integer')
    .addColumn('cache_tags', 'text')
    .addColumn('took_ms', 'real', (column) => column.notNull())
    .addPrimaryKeyConstraint('tool_calls_in_order', ['run_id', 'position'])
    .execute();
}
