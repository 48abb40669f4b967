import { type Kysely, sql } from 'kysely';
import { ANONYMOUS } from '../shared/service/user-id.ts';

/** Everything belongs to a user; what is there already, to the one whom nobody names. */
export async function addUsers(database: Kysely<unknown>): Promise<void> {
  for (const table of ['agents', 'sessions', 'messages']) {
    await database.schema
      .alterTable(table)
      // SQLite adds no column without a value for the rows that are there.
      .addColumn('user_id', 'text', (column) => column.notNull().defaultTo(ANONYMOUS))
      .execute();
  }
  await rebuildRuns(database);
  await database.schema.dropIndex('agents_newest').execute();
  await database.schema
    .createIndex('agents_newest_of_user')
    .on('agents')
    .columns(['user_id', 'created_at', 'id'])
    .execute();
}

/** A key was unique among all; SQLite takes such a rule back only with the table. */
async function rebuildRuns(database: Kysely<unknown>): Promise<void> {
  await createRunsOfUsers(database);
  await sql`insert into runs_of_users
    select id, ${sql.lit(ANONYMOUS)}, agent_id, session_id, idempotency_key, request_hash, status, step, progress,
      started_at, finished_at, error, error_code, owner, lease_expires_at
    from runs`.execute(database);
  await database.schema.dropTable('runs').execute();
  await database.schema.alterTable('runs_of_users').renameTo('runs').execute();
  await indexRuns(database);
}

async function createRunsOfUsers(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('runs_of_users')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('agent_id', 'text', (column) =>
      column.notNull().references('agents.id').onDelete('cascade'),
    )
    .addColumn('session_id', 'text', (column) =>
      column.notNull().references('sessions.id').onDelete('cascade'),
    )
    .addColumn('idempotency_key', 'text')
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
    .addUniqueConstraint('runs_one_per_key_of_user', ['user_id', 'idempotency_key'])
    .execute();
}

/** The same as before; they went with the table. */
async function indexRuns(database: Kysely<unknown>): Promise<void> {
  await database.schema.createIndex('runs_agent').on('runs').column('agent_id').execute();
  await database.schema.createIndex('runs_session').on('runs').column('session_id').execute();
  await database.schema
    .createIndex('runs_one_running_per_session')
    .unique()
    .on('runs')
    .column('session_id')
    .where(sql.ref('status'), '=', sql.lit('RUNNING'))
    .execute();
}
