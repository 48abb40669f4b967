import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, type Migration, Migrator } from 'kysely';
import Database from 'libsql/promise';
import type { Logger } from 'pino';
import { BackgroundSqliteDialect, type SqliteHandle } from './background-sqlite-dialect.ts';

const settings = [
  // First: another process may be opening the same file.
  'busy_timeout = 5000',
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
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
  for (const setting of settings) await sqlite.exec(`PRAGMA ${setting}`);
  const database = new Kysely<Tables>({
    dialect: new BackgroundSqliteDialect(sqlite),
    log: ({ query, queryDurationMillis }) =>
      logger?.trace({ sql: query.sql, tookMs: queryDurationMillis }, 'store query'),
  });
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => ({ ...migrations }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    await database.destroy();
    throw new Error(`The store ${path} could not be brought up to date.`, { cause: error });
  }
  return database;
}
