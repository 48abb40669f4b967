import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { embedWords } from '../shared/testing/word-embedder.ts';
import { type ChunkFilter, NO_FILTER } from './chunk-filter.ts';
import type { RowAddress } from './chunk-index.ts';
import { LanceChunkIndex } from './lance-chunk-index.ts';
import { batchOf, DIMENSIONS, hashOf } from './testing/chunks.ts';

let folder: string;
let index: LanceChunkIndex;

const open = () =>
  LanceChunkIndex.open({
    folder,
    model: 'words',
    dimensions: DIMENSIONS,
    logger: pino({ level: 'silent' }),
  });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'index-'));
  index = await open();
});

afterEach(async () => {
  await index.close();
  rmSync(folder, { recursive: true });
});

async function textsByWords(query: string, filter: ChunkFilter = NO_FILTER): Promise<string[]> {
  const found = await index.searchWords(query, { filter, limit: 50 });
  return textsOf(found);
}

async function textsByMeaning(text: string): Promise<string[]> {
  const vector = embedWords(text, DIMENSIONS);
  const found = await index.searchVector(vector, { filter: NO_FILTER, limit: 50 });
  return textsOf(found);
}

async function textsOf(rows: readonly RowAddress[]): Promise<string[]> {
  const passages = await index.readPassages(rows);
  return rows.map(({ rowId }) => passages.find((each) => each.rowId === rowId)?.text ?? 'gone');
}

describe('words before vectors', () => {
  it('finds a chunk by its words at once, and by meaning when its vector has come', async () => {
    await index.upsert(batchOf('a', ['The lanterns were lit.'], { embedded: false }));
    expect(await textsByWords('lantern')).toEqual(['The lanterns were lit.']);
    expect(await textsByMeaning('lanterns')).toEqual([]);

    await index.upsert(batchOf('a', ['The lanterns were lit.']));

    expect(await textsByWords('lantern')).toEqual(['The lanterns were lit.']);
    expect(await textsByMeaning('lanterns')).toEqual(['The lanterns were lit.']);
  });

  it('keeps the vector when the same text is sent without one, and drops it with the text', async () => {
    await index.upsert(batchOf('a', ['The lanterns were lit.']));

    await index.upsert(batchOf('a', ['The lanterns were lit.'], { embedded: false }));
    expect(await textsByMeaning('lanterns')).toHaveLength(1);

    await index.upsert(batchOf('a', ['Another text.'], { embedded: false }));
    expect(await textsByMeaning('lanterns')).toHaveLength(0);
  });

  it('doubles nothing when a batch is sent again', async () => {
    const first = await index.upsert(batchOf('a', ['One lantern.', 'Two lanterns.']));
    const second = await index.upsert(batchOf('a', ['One lantern.', 'Two lanterns.']));

    expect([first.visible, second.visible]).toEqual([true, false]);
    expect(await textsByWords('lantern')).toHaveLength(2);
  });
});

describe('generations', () => {
  it('shows the old content until the new generation is committed, then the new alone', async () => {
    await index.upsert(batchOf('a', ['An old lantern.', 'An old lamp.']));
    await index.upsert(batchOf('a', ['A new lantern.'], { generation: 'g2', live: false }));
    expect(await textsByWords('lantern new')).toEqual(['An old lantern.']);
    expect(await textsByMeaning('a new lantern')).toHaveLength(2);

    const outcome = await index.commit(hashOf('a'), 'g2', 1);

    expect(outcome).toEqual({ committed: true, changed: true });
    expect(await textsByWords('lantern lamp')).toEqual(['A new lantern.']);
    expect(await textsByMeaning('lantern')).toEqual(['A new lantern.']);
  });

  it('lets what waits to be committed take no place of what is live', async () => {
    await index.upsert(batchOf('a', ['An old lantern, long lit.']));
    await index.upsert(batchOf('a', ['A lantern.'], { generation: 'g2', live: false }));
    const vector = embedWords('A lantern.', DIMENSIONS);

    const byWords = await index.searchWords('lantern', { filter: NO_FILTER, limit: 1 });
    const byMeaning = await index.searchVector(vector, { filter: NO_FILTER, limit: 1 });

    expect(await textsOf(byWords)).toEqual(['An old lantern, long lit.']);
    expect(await textsOf(byMeaning)).toEqual(['An old lantern, long lit.']);
  });

  it('refuses a commit while chunks are missing, and leaves everything as it was', async () => {
    await index.upsert(batchOf('a', ['An old lantern.']));
    await index.upsert(batchOf('a', ['A new lantern.'], { generation: 'g2', live: false }));

    expect(await index.commit(hashOf('a'), 'g2', 2)).toEqual({ committed: false, found: 1 });
    expect(await textsByWords('lantern')).toEqual(['An old lantern.']);
  });

  it('drops what is beyond the count, and changes nothing the second time', async () => {
    await index.upsert(batchOf('a', ['One lantern.', 'Two lanterns.', 'Three lanterns.']));

    expect(await index.commit(hashOf('a'), 'g1', 2)).toEqual({ committed: true, changed: true });
    expect(await index.commit(hashOf('a'), 'g1', 2)).toEqual({ committed: true, changed: false });
    expect(await textsByWords('lantern')).toHaveLength(2);
  });

  it('takes nothing from searches when live chunks are sent as staged', async () => {
    await index.upsert(batchOf('a', ['One lantern.']));

    await index.upsert(batchOf('a', ['One lantern.'], { live: false }));

    expect(await textsByWords('lantern')).toEqual(['One lantern.']);
  });
});

describe('filters', () => {
  const filter = (fields: Partial<ChunkFilter>): ChunkFilter => ({ ...NO_FILTER, ...fields });

  beforeEach(async () => {
    const may = Date.UTC(2026, 4, 1);
    await index.upsert(batchOf('a', ['A lantern in text.']));
    await index.upsert(
      batchOf('b', ['A lantern in a picture.'], {
        file: { modality: 'IMAGE', mediaType: 'image/png', createdAt: may },
      }),
    );
  });

  it.each<[string, Partial<ChunkFilter>, string[]]>([
    ['modality', { modalities: ['IMAGE'] }, ['A lantern in a picture.']],
    ['media type', { mediaTypes: ['text/plain'] }, ['A lantern in text.']],
    ['file', { fileHashes: [hashOf('b')] }, ['A lantern in a picture.']],
    ['later', { createdAfter: Date.UTC(2026, 4, 1) }, ['A lantern in a picture.']],
    ['earlier', { createdBefore: Date.UTC(2026, 4, 1) }, ['A lantern in text.']],
    ['nothing', { modalities: [] }, []],
    ['two at once', { modalities: ['IMAGE'], fileHashes: [hashOf('a')] }, []],
  ])('fit by %s', async (_, fields, expected) => {
    expect(await textsByWords('lantern', filter(fields))).toEqual(expected);
  });

  it.each(["' OR 'a' = 'a", "x'; DROP TABLE chunks; --", "\\' OR true --", '\u0000'])(
    'take %j for a value and nothing else',
    async (value) => {
      expect(await textsByWords('lantern', filter({ fileHashes: [value] }))).toEqual([]);
      expect(await textsByWords('lantern', filter({ mediaTypes: [value] }))).toEqual([]);
      expect(await index.deleteFile(value)).toBe(0);
      expect(await textsByWords('lantern')).toHaveLength(2);
    },
  );
});

describe('queries', () => {
  beforeEach(() => index.upsert(batchOf('a', ["The café's lanterns glow.", 'A quiet harbour.'])));

  it.each([
    '"lantern',
    'lantern AND (harbour OR',
    'lantern:^~2 +- && || ! {} [] * ? : \\ /',
    "lantern'; --",
    '😀 lantern 😀',
    'LANTERN\u0301',
  ])('read %j as words', async (query) => {
    expect(await textsByWords(query)).toContain("The café's lanterns glow.");
  });

  it('fold accents and stem, and leave stop words out', async () => {
    expect(await textsByWords('cafe')).toHaveLength(1);
    expect(await textsByWords('the of and')).toEqual([]);
    const words = ['The', 'Lanterns', 'glowing', 'Café'];
    const { match } = await index.matcher(words.join(' '), []);
    expect(words.map(match)).toEqual([null, 'lantern', 'glow', 'cafe']);
  });
});

describe('languages', () => {
  it.each([
    ['灯台', '東京都の港に灯台がある。'],
    ['港', '東京都の港に灯台がある。'],
    ['灯塔', '港口的灯塔在夜里发光。'],
    ['등대', '항구의 등대가 밤에 빛난다.'],
    ['ประภาคาร', 'ท่าเรือมีประภาคารอยู่'],
    ['МАЯКИ', 'Маяки в порту светят ночью.'],
    ['المنارة', 'المَنارةُ في الميناء تضيء.'],
    ['oltanker', 'Ein Öltanker läuft aus.'],
    ['STRASSEN', 'Die Straßen am Hafen.'],
    ['lodz', 'Port w Łodzi? Łódź leży daleko.'],
  ])('find %s by its characters', async (query, text) => {
    await index.upsert(batchOf('a', [text, 'Nothing of the kind.']));

    expect(await textsByWords(query)).toEqual([text]);
  });

  it('find a passage by its heading, and an identifier however long', async () => {
    const hash = hashOf('x').repeat(2);
    await index.upsert(batchOf('a', [`It is ${hash}.`], { title: 'Guide › Mooring' }));

    expect(await textsByWords('mooring')).toHaveLength(1);
    expect(await textsByWords(hash)).toHaveLength(1);
  });
});

describe('what lasts', () => {
  it('finds the same after it is optimized, closed and opened again', async () => {
    await index.upsert(batchOf('a', ['One lantern.', 'A quiet harbour.']));
    await index.optimize();
    await index.upsert(batchOf('b', ['Two lanterns.']));
    await index.deleteFile(hashOf('a'));
    await index.close();

    index = await open();

    expect(await textsByWords('lantern')).toEqual(['Two lanterns.']);
    expect(await textsByMeaning('two lanterns')).toEqual(['Two lanterns.']);
  });

  it('goes on answering while it is written to and optimized', async () => {
    await index.upsert(batchOf('a', ['One lantern.']));
    const writing = Array.from({ length: 5 }, (_, at) =>
      index.upsert(batchOf(`b${at}`, [`Lantern ${at}.`])),
    );
    const searches = Array.from({ length: 20 }, () => textsByWords('one lantern'));

    await Promise.all([...writing, index.optimize()]);

    for (const texts of await Promise.all(searches)) expect(texts).toContain('One lantern.');
    expect(await textsByWords('lantern')).toHaveLength(6);
  });
});
