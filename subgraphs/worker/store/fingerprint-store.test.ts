import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import { openSqliteDatabase } from '../../shared/store/sqlite-database.ts';
import { findNearDuplicates } from '../near-duplicates/find-near-duplicates.ts';
import { FileStore } from './file-store.ts';
import { FingerprintStore } from './fingerprint-store.ts';
import { migrations } from './migrations.ts';
import type { WorkerTables } from './tables.ts';

let database: Kysely<WorkerTables>;
let files: FileStore;
let store: FingerprintStore;

beforeEach(async () => {
  database = await openSqliteDatabase<WorkerTables>(':memory:', migrations);
  files = new FileStore(database);
  store = new FingerprintStore(database);
});

afterEach(() => database.destroy());

async function add(hash: string, ...signatures: string[]): Promise<void> {
  const { sequence } = await files.insert(
    { hash, name: hash, mediaType: 'image/png', sizeBytes: 1, modality: 'IMAGE', metadata: null },
    0,
  );
  const prints = signatures.map((signature) => ({ kind: 'IMAGE', signature }) as const);
  await store.replace(sequence, prints);
}

const found = async (hash: string) => (await findNearDuplicates(store, [hash]))[0];

describe('near duplicates in the store', () => {
  it('are found from both sides, the most alike first', async () => {
    await add('same', '0123456789abcdef');
    await add('near', '0123456789abcdec');
    await add('nearer', '0123456789abcdee');
    await add('other', 'fedcba9876543210');

    expect(await found('same')).toEqual([
      { fileHash: 'nearer', similarity: 63 / 64, kind: 'IMAGE' },
      { fileHash: 'near', similarity: 62 / 64, kind: 'IMAGE' },
    ]);
    expect((await found('near'))?.map(({ fileHash }) => fileHash)).toEqual(['nearer', 'same']);
    expect(await found('other')).toEqual([]);
  });

  it('leave no trace of a deleted file', async () => {
    await add('kept', '0123456789abcdef');
    await add('gone', '0123456789abcdef');

    await files.remove('gone');

    expect(await found('kept')).toEqual([]);
    const rows = await database.selectFrom('fingerprint_buckets').selectAll().execute();
    expect(new Set(rows.map(({ file }) => file)).size).toBe(1);
    expect(await database.selectFrom('fingerprints').selectAll().execute()).toHaveLength(1);
  });

  it('go with the content that they were made of', async () => {
    await add('one', '0123456789abcdef');
    await add('two', '0123456789abcdef');
    const file = await files.find('two');

    await store.replace(file?.sequence ?? 0, []);

    expect(await found('one')).toEqual([]);
  });

  it('are compared with at most 64 files of a bucket, the newest', async () => {
    for (let at = 0; at < 70; at += 1) await add(`copy-${at}`, '0123456789abcdef');

    const hashes = (await found('copy-0'))?.map(({ fileHash }) => fileHash);

    expect(hashes).toHaveLength(64);
    expect(hashes).toContain('copy-69');
    expect(hashes).not.toContain('copy-5');
  });

  it('are looked up by index alone', async () => {
    await add('one', '0123456789abcdef');
    const plan = await sql<{ detail: string }>`EXPLAIN QUERY PLAN
      SELECT (SELECT file FROM fingerprint_buckets WHERE fingerprint_buckets.key = mine.key
        ORDER BY file DESC LIMIT 64)
      FROM files JOIN fingerprint_buckets AS mine ON mine.file = files.sequence
      WHERE files.hash IN ('one')`.execute(database);

    expect(plan.rows.map(({ detail }) => detail).join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});
