import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { openSqliteDatabase } from '../../shared/store/sqlite-database.ts';
import { openAgentsDatabase } from '../agents-database.ts';
import { migrations } from '../migrations.ts';
import { MemorySearch } from './memory-search.ts';
import { MemoryStore } from './memory-store.ts';

const AT = '2026-03-14T09:00:00.000Z';

it('remembers what was said before there was a memory', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'agents-'));
  const path = join(folder, 'agents.db');
  const earlier = Object.entries(migrations).filter(([name]) => name < '0003');
  const before = await openSqliteDatabase<Record<string, Record<string, unknown>>>(
    path,
    Object.fromEntries(earlier),
  );
  const id = { id: 'a', user_id: 'a', agent_id: 'a', session_id: 'a' };
  await before
    .insertInto('agents')
    .values({ id: 'a', name: 'A', goal: '', tools: '[]', memory_window: 10, created_at: AT })
    .execute();
  await before
    .insertInto('sessions')
    .values({ id: 'a', agent_id: 'a', started_at: AT, expires_at: AT, revision: 1 })
    .execute();
  await before
    .insertInto('runs')
    .values({
      ...{ ...id, request_hash: '', status: 'COMPLETED', progress: 1, started_at: AT },
      ...{ owner: '', lease_expires_at: AT },
    })
    .execute();
  await before
    .insertInto('messages')
    .values({
      ...{ id: 'm', session_id: 'a', position: 0, role: 'USER', text: 'Figs are sweet.' },
      ...{ at: AT, generated: 0, run_id: 'a' },
    })
    .execute();
  await before.destroy();

  const database = await openAgentsDatabase(path);

  const search = new MemorySearch(database);
  const found = await search.find({
    agentId: 'a',
    stems: ['fig'],
    meaning: null,
    exceptSessionId: null,
  });
  const ids = found.words.map(({ rowId }) => rowId);
  expect([...(await search.read('a', ids)).values()]).toMatchObject([{ text: 'Figs are sweet.' }]);
  expect(await new MemoryStore(database).findPending(null, 10)).toHaveLength(1);
  await database.destroy();
  rmSync(folder, { recursive: true });
});
