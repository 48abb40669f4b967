import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Kysely, type Migration, sql } from 'kysely';
import Database from 'libsql';
import BackgroundDatabase from 'libsql/promise';
import { BackgroundSqliteDialect, type SqliteHandle } from './background-sqlite-dialect.ts';
import { openSqliteDatabase } from './sqlite-database.ts';

interface Tables {
  note: { id: number; text: string };
}

const first: Migration = {
  up: (database: Kysely<unknown>) =>
    database.schema
      .createTable('note')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('text', 'text', (column) => column.notNull())
      .execute(),
};

/** Things that go with the note that they are of. */
const remarks: Migration = {
  up: (database) =>
    run(
      database,
      'CREATE TABLE remark (note_id INTEGER NOT NULL REFERENCES note (id) ON DELETE CASCADE)',
    ),
};

const rebuildNote: Migration = {
  up: async (database) => {
    await run(database, 'CREATE TABLE rebuilt (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)');
    await run(database, 'INSERT INTO rebuilt SELECT * FROM note');
    await run(database, 'DROP TABLE note');
    await run(database, 'ALTER TABLE rebuilt RENAME TO note');
  },
};

async function run<T>(database: Kysely<T>, statement: string): Promise<void> {
  await sql.raw(statement).execute(database);
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('openSqliteDatabase', () => {
  it('keeps what was committed when it is opened again, and runs each migration once', async () => {
    const path = join(folder, 'deep', 'notes.db');
    const before = await openSqliteDatabase<Tables>(path, { '001': first });
    await before.insertInto('note').values({ id: 1, text: 'kept' }).execute();
    await before.destroy();

    const after = await openSqliteDatabase<Tables>(path, { '001': first });

    expect(await after.selectFrom('note').select('text').execute()).toEqual([{ text: 'kept' }]);
    await after.destroy();
  });

  it('waits for the disk at every commit', async () => {
    const database = await openSqliteDatabase<Tables>(join(folder, 'durable.db'), {});

    const { rows } = await sql`PRAGMA synchronous`.execute(database);

    expect(rows).toEqual([{ synchronous: 2 }]);
    await database.destroy();
  });

  it('takes what three connections of one process write at once', async () => {
    const path = join(folder, 'shared.db');
    const open = () => openSqliteDatabase<Tables>(path, { '001': first });
    const databases = [await open(), await open(), await open()];
    const write = (database: Kysely<Tables>, id: number) =>
      database.transaction().execute(async (transaction) => {
        await transaction.insertInto('note').values({ id, text: 'written' }).execute();
      });

    await Promise.all(
      Array.from({ length: 30 }, (_, id) => write(databases[id % 3] as Kysely<Tables>, id)),
    );

    const rows = await databases[0]?.selectFrom('note').select('id').execute();
    expect(rows).toHaveLength(30);
    await Promise.all(databases.map((database) => database.destroy()));
  });

  it('lets the process go on while a write waits', async () => {
    const path = join(folder, 'busy.db');
    const database = await openSqliteDatabase<Tables>(path, { '001': first });
    const other = new Database(path);
    other.exec('begin immediate');
    const write = (id: number) =>
      database.insertInto('note').values({ id, text: 'kept' }).execute();

    const writing = Promise.all([write(2), write(1)]);
    await new Promise((soon) => setImmediate(soon));
    other.exec('commit');
    await writing;

    const { rows } = await sql`SELECT id FROM note ORDER BY id`.execute(database);
    expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
    other.close();
    await database.destroy();
  });

  it('waits for other writers also when the reason for waiting was lost', async () => {
    const sqlite: SqliteHandle = new BackgroundDatabase(join(folder, 'lost.db'), {});
    let attempts = 0;
    const forgetful: SqliteHandle = {
      prepare: (statement) => sqlite.prepare(statement),
      close: () => sqlite.close(),
      exec: (statement) => {
        const isLost = statement === 'begin immediate' && ++attempts < 3;
        const lost = Object.assign(new Error('not an error'), { code: 'SQLITE_OK' });
        return isLost ? Promise.reject(lost) : sqlite.exec(statement);
      },
    };
    const database = new Kysely<Tables>({ dialect: new BackgroundSqliteDialect(forgetful) });
    await run(database, 'CREATE TABLE note (id INTEGER, text TEXT)');

    await database.insertInto('note').values({ id: 1, text: 'kept' }).execute();

    expect(attempts).toBe(3);
    expect(await database.selectFrom('note').select('id').execute()).toEqual([{ id: 1 }]);
    await database.destroy();
  });

  it('undoes a transaction that fails, and takes the next write', async () => {
    const database = await openSqliteDatabase<Tables>(join(folder, 'undo.db'), { '001': first });
    const put = (id: number) => database.insertInto('note').values({ id, text: 'a' });

    const failing = database.transaction().execute(async (own) => {
      await own.insertInto('note').values({ id: 1, text: 'a' }).execute();
      throw new Error('no longer wanted');
    });

    await expect(failing).rejects.toThrow('no longer wanted');
    const { numInsertedOrUpdatedRows } = await put(1).executeTakeFirstOrThrow();
    expect(numInsertedOrUpdatedRows).toBe(1n);
    await expect(put(1).execute()).rejects.toThrow(/UNIQUE/);
    await expect(put(2).returning('id').execute()).resolves.toEqual([{ id: 2 }]);
    await expect(put(2).returning('id').execute()).rejects.toThrow(/UNIQUE/);
    await expect(put(3).returning('id').execute()).resolves.toEqual([{ id: 3 }]);
    await put(4).execute();
    expect(await database.selectFrom('note').select('id').execute()).toHaveLength(4);
    await database.destroy();
  });

  it('is opened by several at once, one of which brings it up to date', async () => {
    const open = () => openSqliteDatabase<Tables>(join(folder, 'new.db'), { '001': first });

    const databases = await Promise.all([open(), open(), open(), open()]);

    const notes = databases.map((database) => database.selectFrom('note').selectAll().execute());
    expect(await Promise.all(notes)).toEqual([[], [], [], []]);
    await Promise.all(databases.map((database) => database.destroy()));
  });

  it('undoes a migration that does not come to its end, so that the next start can run it', async () => {
    const path = join(folder, 'half.db');
    const half: Migration = {
      up: async (database) => {
        await first.up(database);
        throw new Error('killed here');
      },
    };

    await expect(openSqliteDatabase(path, { '001': half })).rejects.toThrow(/half\.db/);

    const database = await openSqliteDatabase<Tables>(path, { '001': first });
    expect(await database.selectFrom('note').selectAll().execute()).toEqual([]);
    await database.destroy();
  });

  it('lets a migration rebuild a table that others refer to, and enforces references after it', async () => {
    const path = join(folder, 'rebuilt.db');
    const before = await openSqliteDatabase<Tables>(path, { '001': first, '002': remarks });
    await sql`INSERT INTO note VALUES (1, 'kept')`.execute(before);
    await sql`INSERT INTO remark VALUES (1)`.execute(before);
    await before.destroy();

    const after = await openSqliteDatabase<Tables>(path, {
      '001': first,
      '002': remarks,
      '003': rebuildNote,
    });

    const { rows } = await sql`SELECT note_id FROM remark`.execute(after);
    expect(rows).toEqual([{ note_id: 1 }]);
    await expect(sql`INSERT INTO remark VALUES (2)`.execute(after)).rejects.toThrow(/FOREIGN KEY/);
    await after.destroy();
  });

  it('undoes a migration after which rows refer to nothing', async () => {
    const path = join(folder, 'dangling.db');
    const before = await openSqliteDatabase<Tables>(path, { '001': first, '002': remarks });
    await sql`INSERT INTO note VALUES (1, 'kept')`.execute(before);
    await sql`INSERT INTO remark VALUES (1)`.execute(before);
    await before.destroy();
    const emptyNote: Migration = { up: (database) => run(database, 'DELETE FROM note') };

    const open = openSqliteDatabase(path, { '001': first, '002': remarks, '003': emptyNote });

    await expect(open).rejects.toMatchObject({
      cause: { message: expect.stringContaining('from remark to note') },
    });
    const after = await openSqliteDatabase<Tables>(path, { '001': first, '002': remarks });
    expect(await after.selectFrom('note').select('text').execute()).toEqual([{ text: 'kept' }]);
    await after.destroy();
  });

  it('says which store a failed migration belongs to', async () => {
    const broken: Migration = { up: () => Promise.reject(new Error('no such column')) };

    const open = openSqliteDatabase(join(folder, 'broken.db'), { '001': broken });

    await expect(open).rejects.toThrow(/broken\.db/);
  });
});
