import { type Connection, connect, Index, type Table } from '@lancedb/lancedb';
import { chunkSchema } from './lance-rows.ts';

/**
 * The tokens of `searchableText`, those in English stemmed, without stop words. Raise the version when any of it changes.
 */
const TOKENIZER = 'english-stem-v2';

/** Enough for a SHA-512 in hexadecimal; longer tokens cannot be found. */
const LONGEST_TOKEN = 200;

export interface ChunkTable {
  readonly connection: Connection;
  readonly table: Table;
  readonly generation: string;
  /** It was not there before. */
  readonly isNew: boolean;
}

/** Whose vectors the table holds. */
export interface TableOptions {
  readonly folder: string;
  /** Names the space of the vectors. */
  readonly model: string;
  readonly dimensions: number;
}

/** Opens, or makes, the one table that belongs to this model's vectors and this tokenizer's words. */
export async function openChunkTable(options: TableOptions): Promise<ChunkTable> {
  const { generation, name } = namesOf(options);
  const connection = await connect(options.folder);
  const isNew = !(await hasTable(connection, name));
  const table = isNew
    ? await connection.createEmptyTable(name, chunkSchema(options.dimensions))
    : await connection.openTable(name);
  await addIndexes(table);
  return { connection, table, generation, isNew };
}

/** Removes the table of this model, if there is one. */
export async function dropChunkTable(options: TableOptions): Promise<void> {
  const { name } = namesOf(options);
  const connection = await connect(options.folder);
  if (await hasTable(connection, name)) await connection.dropTable(name);
  connection.close();
}

function namesOf({ model, dimensions }: TableOptions): { generation: string; name: string } {
  const generation = `${model}-${dimensions}-${TOKENIZER}`;
  return { generation, name: `chunks-${generation.replaceAll(/[^\w.-]/g, '-')}` };
}

async function hasTable(connection: Connection, name: string): Promise<boolean> {
  for (let after: string | undefined; ; ) {
    const names = await connection.tableNames({ limit: 100, ...(after && { startAfter: after }) });
    if (names.includes(name)) return true;
    after = names.at(-1);
    if (after === undefined) return false;
  }
}

/** Every index that is not there yet; a start that was cut short leaves the rest to the next one. */
async function addIndexes(table: Table): Promise<void> {
  const present = new Set((await table.listIndices()).flatMap(({ columns }) => columns));
  if (!present.has('words')) await table.createIndex('words', { config: words() });
  for (const column of ['row_id', 'file_hash', 'created_at']) {
    if (!present.has(column)) await table.createIndex(column, { config: Index.btree() });
  }
  // Every search asks for what is live, and most filters name one of a few values.
  for (const column of ['live', 'modality', 'media_type']) {
    if (!present.has(column)) await table.createIndex(column, { config: Index.bitmap() });
  }
}

function words(): Index {
  return Index.fts({
    baseTokenizer: 'whitespace',
    maxTokenLength: LONGEST_TOKEN,
    language: 'English',
    lowercase: true,
    asciiFolding: true,
    stem: true,
    removeStopWords: true,
    withPosition: true,
  });
}
