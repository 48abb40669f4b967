import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';

const runRow = z.object({
  id: z.string(),
  sessionId: z.string(),
  idempotencyKey: z.string().nullable(),
  status: z.string(),
  error: z.string().nullable(),
  finishedAt: z.string().nullable(),
  toolCalls: z.number(),
});

const messageRow = z.object({
  id: z.string(),
  sessionId: z.string(),
  position: z.number(),
  role: z.enum(['USER', 'ASSISTANT']),
  text: z.string(),
  runId: z.string(),
});

export type StoredRun = Readonly<z.infer<typeof runRow>>;
export type StoredMessage = Readonly<z.infer<typeof messageRow>>;

/** What is in the store, by plain SQL: what the service's own code makes of it is not asked. */
export interface StoreContent {
  readonly runs: readonly StoredRun[];
  /** By session, then position. */
  readonly messages: readonly StoredMessage[];
  /** What SQLite itself finds wrong with the file. */
  readonly faults: readonly string[];
}

const RUNS = `SELECT id, session_id AS sessionId, idempotency_key AS idempotencyKey, status, error,
  finished_at AS finishedAt, (SELECT count(*) FROM tool_calls WHERE run_id = runs.id) AS toolCalls FROM runs`;
const MESSAGES = `SELECT id, session_id AS sessionId, position, role, text, run_id AS runId FROM messages
  ORDER BY session_id, position`;

/** A look at the store of a data folder; of everything in one moment. */
export function readStore(folder: string): StoreContent {
  const database = new Database(join(folder, 'agents.db'), { readonly: true });
  const rows = (sql: string): unknown[] => database.prepare(sql).all();
  try {
    database.exec('BEGIN');
    return {
      runs: z.array(runRow).parse(rows(RUNS)),
      messages: z.array(messageRow).parse(rows(MESSAGES)),
      faults: [
        ...rows('PRAGMA foreign_key_check').map((row) => JSON.stringify(row)),
        ...rows('PRAGMA integrity_check')
          .map((row) => JSON.stringify(row))
          .filter((row) => !row.includes('"ok"')),
      ],
    };
  } finally {
    database.close();
  }
}

export function countRunning(folder: string): number {
  const database = new Database(join(folder, 'agents.db'), { readonly: true });
  try {
    const row = database
      .prepare("SELECT count(*) AS count FROM runs WHERE status = 'RUNNING'")
      .get();
    return z.object({ count: z.number() }).parse(row).count;
  } finally {
    database.close();
  }
}
