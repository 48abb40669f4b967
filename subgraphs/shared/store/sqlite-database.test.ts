import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kysely, type Migration, sql } from 'kysely';
import Database from 'libsql';
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

  it('says which store a failed migration belongs to', async () => {
    const broken: Migration = { up: () => Promise.reject(new Error('no such column')) };

    const open = openSqliteDatabase(join(folder, 'broken.db'), { '001': broken });

    await expect(open).rejects.toThrow(/broken\.db/);
  });
});
