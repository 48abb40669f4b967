import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSqliteDatabase } from '../../shared/store/sqlite-database.ts';
import { FileStore } from './file-store.ts';
import { migrations } from './migrations.ts';
import type { WorkerTables } from './tables.ts';
import { openWorkerStore } from './worker-store.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrations-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('a store of an earlier version', () => {
  it('keeps its files, and takes their rows in the index for lost, so that all are sent to the new one', async () => {
    const path = join(folder, 'worker.db');
    const known = ['001-tables', '002-change-log'];
    const earlier = await openSqliteDatabase<WorkerTables>(
      path,
      Object.fromEntries(Object.entries(migrations).filter(([name]) => known.includes(name))),
    );
    const files = new FileStore(earlier);
    const file = { name: 'a.txt', mediaType: 'text/plain', sizeBytes: 1, metadata: null };
    await files.insert({ ...file, hash: 'published', modality: 'TEXT' }, 0);
    await files.insert({ ...file, hash: 'waiting', modality: 'TEXT' }, 0);
    await files.update('published', { generation: 'before', status: 'READY' });
    await earlier.destroy();

    const store = await openWorkerStore(path);

    expect(await store.files.find('published')).toMatchObject({
      generation: 'lost',
      status: 'READY',
    });
    expect(await store.files.find('waiting')).toMatchObject({ generation: null });
    await store.close();
  });
});
