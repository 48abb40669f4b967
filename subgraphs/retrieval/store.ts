import type { Generated, Kysely, Migration } from 'kysely';
import type { Logger } from 'pino';
import { openSqliteDatabase } from '../shared/store/sqlite-database.ts';

/** What retrieval itself must remember; the content is in the index. */
export interface RetrievalTables {
  /** One row. `changing` is 1 while a change of the index is under way. */
  content_version: { id: number; version: string; changing: number };
  /** Searches that ran; `at` in milliseconds since the epoch. */
  search_session: {
    position: Generated<number>;
    id: string;
    query: string;
    hit_count: number;
    at: number;
  };
  /** The arguments of every context bundle given out, by its id, as JSON. */
  bundle: { id: string; arguments: string };
  /**
   * Every model whose vectors were ever searched: its specification as JSON, without secrets. `incarnation` names the
   * table of its vectors; null when there is none that could be gone on with.
   */
  embedding_model: { space: string; source: string; spec: string; incarnation: string | null };
  /** One row: the space that searches go to. */
  serving_model: { id: number; space: string };
}

export type RetrievalDatabase = Kysely<RetrievalTables>;

const createTables: Migration = {
  up: async (database: Kysely<unknown>) => {
    await database.schema
      .createTable('content_version')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('changing', 'integer', (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('search_session')
      .addColumn('position', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('query', 'text', (column) => column.notNull())
      .addColumn('hit_count', 'integer', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('bundle')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('arguments', 'text', (column) => column.notNull())
      .execute();
  },
};

const createModelTables: Migration = {
  up: async (database: Kysely<unknown>) => {
    await database.schema
      .createTable('embedding_model')
      .addColumn('space', 'text', (column) => column.primaryKey())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('spec', 'text', (column) => column.notNull())
      .addColumn('incarnation', 'text')
      .execute();
    await database.schema
      .createTable('serving_model')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('space', 'text', (column) => column.notNull())
      .execute();
  },
};

const migrations = { '001-tables': createTables, '002-embedding-models': createModelTables };

/** Opens `retrieval.db`, brought up to date. */
export function openRetrievalStore(path: string, logger?: Logger): Promise<RetrievalDatabase> {
  return openSqliteDatabase<RetrievalTables>(path, migrations, logger);
}
