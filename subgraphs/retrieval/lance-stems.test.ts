import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wordsOf } from '../shared/text/words.ts';
import { LanceStems } from './lance-stems.ts';
import { type ChunkTable, openChunkTable } from './lance-table.ts';

const PASSAGE = wordsOf('The lanterns glowing');

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

describe('the stems of a query and of passages', () => {
  it.each([
    ['that were learnt', 100],
    ['for whose words there was no room', 2],
  ])('are those of the index, of passages %s', async (_, mostWords) => {
    const stems = new LanceStems(opened.table, mostWords);
    await stems.learn([PASSAGE]);

    const stemOf = await stems.of(wordsOf('Harbours'), [PASSAGE]);

    expect(['Harbours', 'The', 'lanterns', 'glowing'].map(stemOf)).toEqual([
      'harbour',
      null,
      'lantern',
      'glow',
    ]);
  });
});
