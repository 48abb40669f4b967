import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { embedWords } from '../shared/testing/word-embedder.ts';
import { NO_FILTER } from './chunk-filter.ts';
import { LanceChunkIndex } from './lance-chunk-index.ts';
import { batchOf, DIMENSIONS, hashOf } from './testing/chunks.ts';

let folder: string;
let index: LanceChunkIndex;

async function open(memoryMaxBytes?: number): Promise<void> {
  index = await LanceChunkIndex.open({
    folder,
    model: 'words',
    dimensions: DIMENSIONS,
    logger: pino({ level: 'silent' }),
    ...(memoryMaxBytes !== undefined && { memoryMaxBytes }),
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'index-'));
  await open();
});

afterEach(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

const byWords = (query: string) => index.searchWords(query, { filter: NO_FILTER, limit: 50 });
const byMeaning = (text: string) =>
  index.searchVector(embedWords(text, DIMENSIONS), { filter: NO_FILTER, limit: 50 });

describe('the memory of rows', () => {
  it('gives a chunk the vector that was written last', async () => {
    await index.upsert(batchOf('a', ['A lantern.'], { embedded: false }));
    expect((await byWords('lantern'))[0]?.direction).toBeNull();

    await index.upsert(batchOf('a', ['A lantern.']));

    expect((await byWords('lantern'))[0]?.direction).not.toBeNull();
    expect((await byMeaning('A lantern.'))[0]?.score).toBeCloseTo(1);
  });

  it('knows a row of a file that was deleted no more than the index does', async () => {
    await index.upsert(batchOf('a', ['A lantern.']));
    await index.upsert(batchOf('b', ['Another lantern.']));
    expect(await byWords('lantern')).toHaveLength(2);

    await index.deleteFile(hashOf('a'));

    expect((await byWords('lantern')).map(({ fileHash }) => fileHash)).toEqual([hashOf('b')]);
  });

  it('finds and reads rows that tidying has written elsewhere', async () => {
    for (const file of ['a', 'b', 'c']) await index.upsert(batchOf(file, [`A lantern, ${file}.`]));
    const before = await byWords('lantern');
    await index.deleteFile(hashOf('a'));

    await index.optimize();

    const kept = before.filter(({ fileHash }) => fileHash !== hashOf('a'));
    expect(await index.readPassages(before)).toHaveLength(2);
    expect((await byWords('lantern')).map(({ rowId }) => rowId).sort()).toEqual(
      kept.map(({ rowId }) => rowId).sort(),
    );
  });

  it('shows the text that was written last', async () => {
    await index.upsert(batchOf('a', ['A lantern.']));
    await index.readPassages(await byWords('lantern'));

    await index.upsert(batchOf('a', ['Another lantern.']));

    const [passage] = await index.readPassages(await byWords('lantern'));
    expect(passage?.text).toBe('Another lantern.');
  });

  it.each([0, 2000])('changes no answer when it may hold %d bytes', async (maxBytes) => {
    for (const file of ['a', 'b', 'c', 'd']) {
      await index.upsert(batchOf(file, [`A lantern, ${file}.`, `A lighthouse, ${file}.`]));
    }
    await index.optimize();
    const [words, meaning] = [await byWords('lantern'), await byMeaning('lighthouse')];
    const passages = await index.readPassages(words);
    await index.close();
    await open(maxBytes);

    expect(await byWords('lantern')).toEqual(words);
    expect(await byMeaning('lighthouse')).toEqual(meaning);
    expect(await index.readPassages(words)).toEqual(passages);
  });
});
