import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';

const column = z.object({ name: z.string() });

/** What becomes of a column in a copy: an expression over `n`, the number of the copy. */
type Changes = Readonly<Record<string, string>>;

interface Copying {
  readonly table: string;
  readonly where: string;
  readonly sessionId: string;
  readonly changes: Changes;
}

/**
 * Multiplies what the service itself has written, by SQL: rows are copied whole, whatever columns they have, and get ids of their own.
 * The service is at rest meanwhile.
 */
export class StoreFiller {
  readonly #database: Database.Database;

  constructor(folder: string) {
    this.#database = new Database(join(folder, 'agents.db'));
    this.#database.exec('PRAGMA busy_timeout = 10000; PRAGMA synchronous = OFF');
  }

  /** Repeats the turns of a session so that it has about so many messages. */
  lengthen(sessionId: string, messages: number): void {
    const { count } = z
      .object({ count: z.number() })
      .parse(
        this.#database
          .prepare('SELECT count(*) AS count FROM messages WHERE session_id = ?')
          .get(sessionId),
      );
    const times = Math.floor(messages / count) - 1;
    const of = (where: string, changes: Changes) => ({ where, sessionId, changes });
    this.#copy(times, [
      { table: 'runs', ...of('session_id = ?', { id: "id || '+' || n" }) },
      {
        table: 'messages',
        ...of('session_id = ?', {
          id: "id || '+' || n",
          run_id: "run_id || '+' || n",
          position: `position + n * ${count}`,
        }),
      },
    ]);
  }

  /** Makes copies of a session with its runs and messages; their ids. */
  clone(sessionId: string, times: number): readonly string[] {
    const copy = "|| '-' || n";
    const ids = { id: `id ${copy}`, session_id: `session_id ${copy}` };
    this.#copy(times, [
      { table: 'sessions', where: 'id = ?', sessionId, changes: { id: ids.id } },
      { table: 'runs', where: 'session_id = ?', sessionId, changes: ids },
      {
        table: 'messages',
        where: 'session_id = ?',
        sessionId,
        changes: { ...ids, run_id: `run_id ${copy}` },
      },
    ]);
    return Array.from({ length: times }, (_, at) => `${sessionId}-${at + 1}`);
  }

  close(): void {
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#database.close();
  }

  #copy(times: number, copyings: readonly Copying[]): void {
    if (times < 1) return;
    this.#database.exec('BEGIN IMMEDIATE');
    for (const { table, where, sessionId, changes } of copyings) {
      const columns = this.#database
        .prepare(`PRAGMA table_info(${table})`)
        .all()
        .map((row) => column.parse(row).name);
      const values = columns.map((name) => changes[name] ?? name);
      this.#database
        .prepare(
          `WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < ${times})
           INSERT INTO ${table} (${columns.join()}) SELECT ${values.join()} FROM ${table}, copies WHERE ${where}`,
        )
        .run(sessionId);
    }
    this.#database.exec('COMMIT');
  }
}
