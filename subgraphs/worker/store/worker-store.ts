import type { Logger } from 'pino';
import { openSqliteDatabase } from '../../shared/store/sqlite-database.ts';
import { ChangeLog } from './change-log.ts';
import { ChunkStore } from './chunk-store.ts';
import { FileStore } from './file-store.ts';
import { FingerprintStore } from './fingerprint-store.ts';
import { JobStore } from './job-store.ts';
import { migrations } from './migrations.ts';
import { ModelSwitchStore } from './model-switch-store.ts';
import { OutboxStore } from './outbox-store.ts';
import type { WorkerDatabase, WorkerTables } from './tables.ts';

/** What lasts in the worker: files, chunks, jobs and the outbox, in one store, so that one transaction spans them. */
export interface WorkerStore extends StoreTables {
  /** Everything that `change` does, or nothing. */
  transact<T>(change: (tables: StoreTables) => Promise<T>): Promise<T>;
  /** Rejects when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type StoreTables = ReturnType<typeof tablesOf>;

/** Opens (and if need be creates) the store in this SQLite file. */
export async function openWorkerStore(path: string, logger?: Logger): Promise<WorkerStore> {
  const database = await openSqliteDatabase<WorkerTables>(path, migrations, logger);
  return {
    ...tablesOf(database),
    transact: (change) =>
      database.transaction().execute((transaction) => change(tablesOf(transaction))),
    ping: async () => {
      await database.selectFrom('files').select('sequence').limit(1).execute();
    },
    close: () => database.destroy(),
  };
}

function tablesOf(database: WorkerDatabase) {
  return {
    files: new FileStore(database),
    chunks: new ChunkStore(database),
    fingerprints: new FingerprintStore(database),
    jobs: new JobStore(database),
    outbox: new OutboxStore(database),
    changeLog: new ChangeLog(database),
    modelSwitch: new ModelSwitchStore(database),
  };
}
