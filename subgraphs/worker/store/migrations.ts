import { randomUUID } from 'node:crypto';
import { type Kysely, type Migration, sql } from 'kysely';

const tables: Migration = {
  up: async (database: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(database);
  },
};

/** Lets other services ask what they missed: which log this is, and from where on it is whole. */
const changeLog: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`CREATE TABLE change_log (id TEXT NOT NULL)`.execute(database);
    await sql`INSERT INTO change_log (id) VALUES (${randomUUID()})`.execute(database);
    await sql`CREATE TABLE pruned_changes (lane TEXT PRIMARY KEY, sequence INTEGER NOT NULL)`.execute(
      database,
    );
  },
};

/** Which model the vectors are of, and how far a change of it has come. */
const embeddingModel: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`CREATE TABLE embedding_dimensions (source TEXT PRIMARY KEY, dimensions INTEGER NOT NULL)`.execute(
      database,
    );
    await sql`CREATE TABLE model_switch (
      id INTEGER PRIMARY KEY,
      space TEXT NOT NULL,
      model TEXT NOT NULL,
      served_model TEXT,
      incarnation TEXT NOT NULL,
      files_total INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      finished_at INTEGER
    )`.execute(database);
    await sql`ALTER TABLE jobs ADD COLUMN background INTEGER NOT NULL DEFAULT 0`.execute(database);
    // What was published before lies in a table of the index that is not looked at any more.
    await sql`UPDATE files SET generation = 'lost' WHERE generation IS NOT NULL`.execute(database);
  },
};

/** Finds files that are nearly the same; those that were published before have none until they are processed again. */
const fingerprints: Migration = {
  up: async (database: Kysely<unknown>) => {
    await sql`CREATE TABLE fingerprints (
      file INTEGER NOT NULL REFERENCES files (sequence) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      signature TEXT NOT NULL,
      PRIMARY KEY (file, kind)
    ) WITHOUT ROWID`.execute(database);
    await sql`CREATE TABLE fingerprint_buckets (
      key INTEGER NOT NULL,
      file INTEGER NOT NULL REFERENCES files (sequence) ON DELETE CASCADE,
      PRIMARY KEY (key, file)
    ) WITHOUT ROWID`.execute(database);
    await sql`CREATE INDEX buckets_by_file ON fingerprint_buckets (file)`.execute(database);
  },
};

/** The worker's store, version by version. A migration that has been released is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-tables': tables,
  '002-change-log': changeLog,
  '003-embedding-model': embeddingModel,
  '004-fingerprints': fingerprints,
};

const statements = [
  `CREATE TABLE files (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    modality TEXT NOT NULL,
    status TEXT NOT NULL,
    error TEXT,
    created_at INTEGER NOT NULL,
    metadata TEXT,
    properties TEXT,
    content_version TEXT,
    generation TEXT
  )`,
  `CREATE TABLE chunks (
    id TEXT PRIMARY KEY,
    file_hash TEXT NOT NULL REFERENCES files (hash) ON DELETE CASCADE,
    content_version TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    modality TEXT NOT NULL,
    title TEXT,
    location TEXT
  )`,
  'CREATE INDEX chunks_by_file ON chunks (file_hash, content_version, position)',
  `CREATE TABLE jobs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    file_hash TEXT NOT NULL,
    status TEXT NOT NULL,
    step TEXT,
    progress REAL NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    next_attempt_at INTEGER NOT NULL DEFAULT 0
  )`,
  'CREATE INDEX jobs_by_file ON jobs (file_hash, sequence)',
  // A file is processed by one job at a time, whoever asks and however often.
  `CREATE UNIQUE INDEX one_open_job ON jobs (file_hash) WHERE status IN ('QUEUED', 'RUNNING')`,
  `CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    change_id TEXT NOT NULL,
    lane TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    event TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    error TEXT,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER,
    removed_entries INTEGER NOT NULL DEFAULT 0
  )`,
  'CREATE INDEX outbox_pending ON outbox (lane, sequence) WHERE delivered_at IS NULL',
  'CREATE INDEX outbox_by_change ON outbox (change_id)',
];
