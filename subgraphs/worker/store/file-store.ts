import type { Selectable } from 'kysely';
import { type Page, toConnection } from '../../shared/service/connection.ts';
import type { FileRecord, NewFile } from '../file.ts';
import type { FileStatus, Modality } from '../generated/resolvers.ts';
import { readSequence } from './keyset.ts';
import type { WorkerDatabase, WorkerTables } from './tables.ts';

/** Which files a list shows; every condition given must hold. */
export interface FileConditions {
  readonly modalities?: readonly Modality[] | undefined;
  readonly status?: readonly FileStatus[] | undefined;
  /** Anywhere in the name, upper and lower case alike. */
  readonly nameContains?: string | undefined;
}

type FileChanges = Partial<
  Pick<FileRecord, 'status' | 'error' | 'properties' | 'contentVersion' | 'generation'>
>;

/** The `files` table. Pass a transaction to make a change part of it. */
export class FileStore {
  readonly #database: WorkerDatabase;

  constructor(database: WorkerDatabase) {
    this.#database = database;
  }

  async find(hash: string): Promise<FileRecord | undefined> {
    const row = await this.#database
      .selectFrom('files')
      .selectAll()
      .where('hash', '=', hash)
      .executeTakeFirst();
    return row && toRecord(row);
  }

  async findMany(hashes: readonly string[]): Promise<FileRecord[]> {
    const rows = await this.#database
      .selectFrom('files')
      .selectAll()
      .where('hash', 'in', [...hashes])
      .execute();
    return rows.map(toRecord);
  }

  async insert(file: NewFile, now: number): Promise<FileRecord> {
    return toRecord(
      await this.#database
        .insertInto('files')
        .values({
          hash: file.hash,
          name: file.name,
          folded_name: fold(file.name),
          media_type: file.mediaType,
          size_bytes: file.sizeBytes,
          modality: file.modality,
          status: 'QUEUED',
          created_at: now,
          metadata: file.metadata == null ? null : JSON.stringify(file.metadata),
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    );
  }

  /** False when the file is gone. */
  async update(hash: string, changes: FileChanges): Promise<boolean> {
    const { numUpdatedRows } = await this.#database
      .updateTable('files')
      .set(toColumns(changes))
      .where('hash', '=', hash)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Also removes its chunks. False when there was no such file. */
  async remove(hash: string): Promise<boolean> {
    const { numDeletedRows } = await this.#database
      .deleteFrom('files')
      .where('hash', '=', hash)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  }

  /** A page, newest first, and how many files fit in all. */
  list(page: Page, conditions: FileConditions) {
    return listFiles(this.#database, page, conditions);
  }
}

async function listFiles(database: WorkerDatabase, page: Page, conditions: FileConditions) {
  let query = database.selectFrom('files');
  if (conditions.modalities) query = query.where('modality', 'in', [...conditions.modalities]);
  if (conditions.status) query = query.where('status', 'in', [...conditions.status]);
  const { nameContains } = conditions;
  if (nameContains)
    query = query.where(({ fn, val, eb }) =>
      eb(fn<number>('instr', ['folded_name', val(fold(nameContains))]), '>', 0),
    );
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  let ordered = query
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(page.first + 1);
  if (page.after !== null) ordered = ordered.where('sequence', '<', readSequence(page.after));
  const records = (await ordered.execute()).map(toRecord);
  return { ...toConnection(records, page, ({ sequence }) => `${sequence}`), totalCount: total };
}

function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

function toColumns({ contentVersion, properties, ...same }: FileChanges) {
  return {
    ...same,
    ...(contentVersion !== undefined && { content_version: contentVersion }),
    ...(properties !== undefined && { properties: JSON.stringify(properties) }),
  };
}

function toRecord(row: Selectable<WorkerTables['files']>): FileRecord {
  return {
    sequence: row.sequence,
    hash: row.hash,
    name: row.name,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    modality: row.modality,
    status: row.status,
    error: row.error,
    createdAt: new Date(row.created_at),
    metadata: row.metadata === null ? null : JSON.parse(row.metadata),
    properties: row.properties === null ? null : JSON.parse(row.properties),
    contentVersion: row.content_version,
    generation: row.generation,
  };
}
