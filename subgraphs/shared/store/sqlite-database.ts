import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, type Migration, Migrator, sql } from 'kysely';
import Database from 'libsql/promise';
import type { Logger } from 'pino';
import { BackgroundSqliteDialect, type SqliteHandle } from './background-sqlite-dialect.ts';
import { untilFree } from './until-free.ts';

const settings = [
  // First: another process may be opening the same file.
  'busy_timeout = 5000',
  'journal_mode = WAL',
  'synchronous = FULL',
  // Until the migrations are done: a table that others refer to can be rebuilt only then, see migrate().
  'foreign_keys = OFF',
  // From here on the dialect waits for other writers itself.
  'busy_timeout = 20',
] as const;

/**
 * Opens a service's own store: one SQLite file, durable at every commit (`synchronous=FULL`, WAL), brought up to
 * date by the given migrations (name → migration, applied in the order of their names). `:memory:` for tests.
 * With a logger, every query is a `trace` line (the text, never the values).
 */
export async function openSqliteDatabase<Tables>(
  path: string,
  migrations: Readonly<Record<string, Migration>>,
  logger?: Logger,
): Promise<Kysely<Tables>> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const sqlite: SqliteHandle = new Database(path, {});
  // Two that change to WAL at once would wait for each other, so that SQLite tells one of them at once that it is busy.
  for (const setting of settings) await untilFree(() => sqlite.exec(`PRAGMA ${setting}`));
  const database = new Kysely<Tables>({
    dialect: new BackgroundSqliteDialect(sqlite),
    log: ({ query, queryDurationMillis }) =>
      logger?.trace({ sql: query.sql, tookMs: queryDurationMillis }, 'store query'),
  });
  try {
    await migrate(database, migrations);
    await sqlite.exec('PRAGMA foreign_keys = ON');
  } catch (cause) {
    await database.destroy();
    throw new Error(`The store ${path} could not be brought up to date.`, { cause });
  }
  return database;
}

/**
 * While references are enforced, dropping a table deletes what refers to its rows. So they are not, and each migration
 * has to leave them whole, or is undone (https://sqlite.org/lang_altertable.html#otheralter).
 */
async function migrate<Tables>(
  database: Kysely<Tables>,
  migrations: Readonly<Record<string, Migration>>,
): Promise<void> {
  const checked = Object.entries(migrations).map(([name, { up }]): [string, Migration] => [
    name,
    {
      up: async (transaction) => {
        await up(transaction);
        await requireWholeReferences(transaction, name);
      },
    },
  ]);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => Object.fromEntries(checked) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function requireWholeReferences(database: Kysely<unknown>, name: string): Promise<void> {
  const { rows } = await sql<{ table: string; parent: string }>`PRAGMA foreign_key_check`.execute(
    database,
  );
  const [broken] = rows;
  if (broken === undefined) return;
  throw new Error(
    `After ${name}, ${rows.length} rows refer to nothing, the first from ${broken.table} to ${broken.parent}.`,
  );
}
