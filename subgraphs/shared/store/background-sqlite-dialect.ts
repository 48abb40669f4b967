import {
  type CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  type OperationNode,
  type QueryResult,
  SqliteAdapter,
  SqliteDialect,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import { untilFree } from './until-free.ts';

/** How many prepared statements are kept, and how long their text is at most: a longer one is a list, seldom the same again. */
const PREPARED_STATEMENTS = 200;
const LONGEST_KEPT_SQL = 2000;

/** What is used of a database of `libsql/promise`, whose own types say `any`. */
export interface SqliteHandle {
  /** On another thread. */
  exec(sql: string): Promise<void>;
  prepare(sql: string): Promise<SqliteStatement>;
  close(): void;
}

interface SqliteStatement {
  /** Whether it gives rows. */
  readonly reader: boolean;
  all<R>(parameters: readonly unknown[]): Promise<R[]>;
  run(parameters: readonly unknown[]): {
    readonly changes: number;
    readonly lastInsertRowid: number | bigint;
  };
}

const writes: ReadonlySet<OperationNode['kind']> = new Set([
  'InsertQueryNode',
  'UpdateQueryNode',
  'DeleteQueryNode',
  'CreateTableNode',
  'CreateIndexNode',
  'AlterTableNode',
  'DropTableNode',
  'DropIndexNode',
]);

/**
 * Kysely's SQLite dialect, with commits on another thread: a durable commit waits for the disk, a few milliseconds or,
 * when the log is folded into the database, a few hundred; the process must answer meanwhile. Statements themselves
 * run on the caller's thread, where they take microseconds. There is one connection, as SQLite has one writer.
 */
export class BackgroundSqliteDialect extends SqliteDialect {
  readonly #database: SqliteHandle;

  constructor(database: SqliteHandle) {
    super({ database: () => Promise.reject(new Error('the driver below has its own')) });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new BackgroundSqliteDriver(this.#database);
  }

  override createAdapter(): DialectAdapter {
    return new BackgroundSqliteAdapter();
  }
}

/**
 * Lets all migrations run in one transaction, which SQLite can and Kysely does not assume: of two processes that open
 * a store at once one migrates and the other finds it done, and one that is killed meanwhile leaves nothing half made.
 */
class BackgroundSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class BackgroundSqliteDriver implements Driver {
  readonly #database: SqliteHandle;
  readonly #connection: BackgroundConnection;
  /** The last of those that want the connection; each waits for the one before. */
  #queue: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(database: SqliteHandle) {
    this.#database = database;
    this.#connection = new BackgroundConnection(database);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#queue;
    let release = (): void => undefined;
    this.#queue = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#release();
  }

  beginTransaction(): Promise<void> {
    return this.#connection.begin();
  }

  commitTransaction(): Promise<void> {
    return this.#connection.commit();
  }

  rollbackTransaction(): Promise<void> {
    return this.#connection.rollback();
  }

  async destroy(): Promise<void> {
    await this.acquireConnection();
    this.#database.close();
  }
}

class BackgroundConnection implements DatabaseConnection {
  readonly #database: SqliteHandle;
  readonly #statements = new LRUCache<string, SqliteStatement>({ max: PREPARED_STATEMENTS });
  #isInTransaction = false;

  constructor(database: SqliteHandle) {
    this.#database = database;
  }

  /**
   * Waits for other writers at once and on the other thread: a statement that waited for them would hold up this one. In short
   * attempts, as one that waits has a thread which the writer's commit may need, when both are of this process.
   */
  async begin(): Promise<void> {
    await untilFree(() => this.#database.exec('begin immediate'));
    this.#isInTransaction = true;
  }

  async commit(): Promise<void> {
    await this.#database.exec('commit');
    this.#isInTransaction = false;
  }

  async rollback(): Promise<void> {
    this.#isInTransaction = false;
    await this.#database.exec('rollback');
  }

  /** A single write is a transaction too; alone, it would wait for the disk where it runs. */
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#isInTransaction || !writes.has(query.query.kind)) return this.#run<R>(query);
    await this.begin();
    try {
      const result = await this.#run<R>(query);
      await this.commit();
      return result;
    } catch (error) {
      // After some faults SQLite has rolled back by itself; what went wrong first is what matters.
      await this.rollback().catch(() => undefined);
      throw error;
    }
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('this dialect does not stream; ask for pages');
  }

  async #run<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = await this.#prepare(sql);
    if (statement.reader) return { rows: await statement.all(parameters) };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  /** One connection runs one statement at a time, so that a prepared one is free when it is wanted again. */
  async #prepare(sql: string): Promise<SqliteStatement> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = await this.#database.prepare(sql);
    if (sql.length <= LONGEST_KEPT_SQL) this.#statements.set(sql, statement);
    return statement;
  }
}
