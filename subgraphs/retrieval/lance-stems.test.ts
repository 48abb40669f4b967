import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LanceStems } from './lance-stems.ts';
import { type ChunkTable, openChunkTable } from './lance-table.ts';

const PASSAGE = 'The lanterns glowing, LANTERN';

let folder: string;
let opened: ChunkTable;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stems-'));
  opened = await openChunkTable({ folder, model: 'words', dimensions: 4 });
});

afterAll(() => {
  opened.table.close();
  opened.connection.close();
  rmSync(folder, { recursive: true });
});

describe('the words of a query', () => {
  it.each([
    ['that were learnt', 100],
    ['for whose words there was no room', 2],
  ])('are found by the stems of the index, in passages %s', async (_, mostWords) => {
    const stems = new LanceStems(opened.table, mostWords);
    await stems.learn([PASSAGE]);

    const { match } = await stems.matcher('the Lantern-harbours', [PASSAGE]);

    expect(['The', 'lanterns', 'glowing', 'LANTERN', 'harbour'].map(match)).toEqual([
      null,
      'lantern',
      null,
      'lantern',
      null,
    ]);
  });
});
