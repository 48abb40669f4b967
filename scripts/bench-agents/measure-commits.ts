import { join } from 'node:path';
import type { Kysely, Migration } from 'kysely';
import { openSqliteDatabase } from '../../subgraphs/shared/store/sqlite-database.ts';
import { measureLatency } from '../measuring/measure.ts';
import type { House } from './bench-house.ts';
import { countCommits } from './count-commits.ts';
import { KNOWN_QUESTION } from './passages.ts';

const COMMITS = 200;
/** Few, so that they fit into one generation of the log, which is begun anew every 1,000 pages. */
const TURNS = 4;
const MOST_ATTEMPTS = 50;

export interface CommitFigures {
  /** A durable commit of one row of 1 KB, as the service commits: milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** How many a turn with one tool call makes, with those of memory behind it. */
  readonly perTurn: number;
}

/** What the store asks of the disk. */
export async function measureCommits(folder: string, house: House): Promise<CommitFigures> {
  const database = await openSqliteDatabase<{ rows: { text: string } }>(
    join(folder, 'commits.db'),
    { '0001-rows': { up: createRows } } satisfies Record<string, Migration>,
  );
  const text = 'x'.repeat(1000);
  const { p50, p99 } = await measureLatency(COMMITS, () =>
    database.insertInto('rows').values({ text }).execute(),
  );
  await database.destroy();
  return { p50, p99, perTurn: await countPerTurn(house) };
}

async function createRows(database: Kysely<unknown>): Promise<void> {
  await database.schema.createTable('rows').addColumn('text', 'text').execute();
}

/** By the store's own log; once more when the log was begun anew meanwhile. */
async function countPerTurn({ service, folder }: House): Promise<number> {
  const look = () => countCommits(join(folder, 'agents.db-wal'));
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const sessionId = await service.startSession();
    const before = look();
    for (let turn = 0; turn < TURNS; turn++) await service.ask(sessionId, KNOWN_QUESTION, 'HIT');
    const after = look();
    if (after.generation === before.generation) return (after.commits - before.commits) / TURNS;
  }
  throw new Error(
    `the log was begun anew during each of ${MOST_ATTEMPTS} counts of ${TURNS} turns`,
  );
}
