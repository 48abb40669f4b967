import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kysely, type Migration, sql } from 'kysely';
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

  it('says which store a failed migration belongs to', async () => {
    const broken: Migration = { up: () => Promise.reject(new Error('no such column')) };

    const open = openSqliteDatabase(join(folder, 'broken.db'), { '001': broken });

    await expect(open).rejects.toThrow(/broken\.db/);
  });
});
