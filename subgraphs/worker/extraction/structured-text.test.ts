import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chunkExtraction } from '../chunking/chunk-extraction.ts';
import type { ExtractorName } from './extractor.ts';
import { loadExtractor } from './extractors.ts';

const settings = { exifGps: false, ocrMaxPages: 0, ocrBudgetMs: 0 };

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'structured-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

async function read(name: ExtractorName, content: string) {
  const path = join(folder, 'content');
  writeFileSync(path, content);
  const extractor = await loadExtractor(name);
  return extractor.extract({ path, name: 'example', timeoutMs: 60_000 }, settings);
}

const textOf = async (name: ExtractorName, content: string) =>
  (await read(name, content)).parts.map(({ text }) => text).join('\f');

describe('a table', () => {
  it('says of every number which column it stands in', async () => {
    const { properties, parts } = await read('csv', 'city,people\nDelft,106086\nGouda,75316\n');

    expect(properties).toEqual({
      rows: 2,
      columns: ['city', 'people'],
      columnCount: 2,
      hasHeader: true,
      delimiter: ',',
    });
    expect(parts).toEqual([
      { text: 'row 1\ncity: Delft\npeople: 106086\n\nrow 2\ncity: Gouda\npeople: 75316' },
    ]);
  });

  it.each([
    [';', 'name;price\nBolt;1,50\nNut;0,20\n'],
    ['\t', 'name\tprice\nBolt, long\t1\nNut\t2\n'],
    ['|', 'name|price\nBolt|1\nNut|2\n'],
    [',', '\ufeffname,price\r\n"Bolt; ""long"";\nin two lines",1\r\nNut,2\r\n'],
  ])('finds that %j stands between its cells', async (delimiter, content) => {
    expect((await read('csv', content)).properties).toMatchObject({
      delimiter,
      rows: 2,
      columns: ['name', 'price'],
    });
  });

  it('reads quotes, line breaks inside of them, and the mark of the byte order', async () => {
    const text = await textOf('csv', '\ufeffname,note\r\n"Bolt","5"" long,\nof steel"\r\n');

    expect(text).toBe('row 1\nname: Bolt\nnote: 5" long, of steel');
  });

  it('takes rows that are too long or too short, and says how many', async () => {
    const { properties, parts } = await read('csv', 'a,b\n1,2\n3\n4,5,6\n');

    expect(properties).toMatchObject({ rows: 3, raggedRows: 2 });
    expect(parts[0]?.text).toBe(
      'row 1\na: 1\nb: 2\n\nrow 2\na: 3\n\nrow 3\na: 4\nb: 5\ncolumn 3: 6',
    );
  });

  it.each([
    ['names its columns itself where the first row is data', 'Ann,3\nBob,4\n', false],
    ['takes years over numbers for a header', 'land,2019,2020\nNL,17.3,17.4\n', true],
  ])('%s', async (_, content, hasHeader) => {
    expect((await read('csv', content)).properties).toMatchObject({ hasHeader });
  });

  it('repeats in each chunk of a wide row which row it is', async () => {
    const header = Array.from({ length: 80 }, (_, at) => `measure${at}`).join(',');
    const cells = Array.from({ length: 80 }, (_, at) => `value number ${at} is here`).join(',');

    const { chunks } = chunkExtraction(await read('csv', `${header}\n${cells}\n`));

    expect(chunks.length).toBeGreaterThan(2);
    for (const { text } of chunks) {
      expect(text).toMatch(/^row 1/);
      expect(text.split('\n').slice(1)).toEqual(
        expect.arrayContaining(['measure0: value number 0 is here']),
      );
    }
  });

  it('tells its columns where there are no rows', async () => {
    expect(await textOf('csv', 'city,people\n')).toBe('columns: city, people');
  });

  it('ends its text at the limit, counts all rows, and says which are left out', async () => {
    const row = `${'words '.repeat(200)},1\n`;
    const { properties, parts } = await read('csv', `text,number\n${row.repeat(4000)}`);

    expect(properties).toMatchObject({
      rows: 4000,
      unavailable: [expect.stringMatching(/^text of rows 3\d{3} to 4000:/)],
    });
    const length = parts.reduce((sum, { text }) => sum + text.length, 0);
    expect(length).toBeLessThanOrEqual(4 * 1024 * 1024);
  });

  it('refuses a quote that is never closed, with its line', async () => {
    await expect(read('csv', 'a,b\n1,2\n3,"4\n5,6\n')).rejects.toMatchObject({
      name: 'UnreadableFileError',
      message: expect.stringMatching(/record that begins at line 3 .* never closed/),
    });
  });
});

describe('JSON', () => {
  it('becomes lines that each say where their value stands', async () => {
    const value = {
      name: 'harbour',
      tags: ['sea', 'tide'],
      depth: { low: 4.5, 'at high water': 9 },
      ships: [{ id: 1, crew: null }, { id: 2 }],
      none: [],
    };

    const { properties, parts } = await read('json', JSON.stringify(value));

    expect(properties).toEqual({
      type: 'object',
      keys: ['name', 'tags', 'depth', 'ships', 'none'],
      keyCount: 5,
    });
    expect(parts[0]?.text).toBe(
      [
        'name: harbour',
        '',
        'tags: sea, tide',
        '',
        'depth.low: 4.5',
        'depth["at high water"]: 9',
        '',
        'ships[0].id: 1',
        'ships[0].crew: null',
        '',
        'ships[1].id: 2',
        '',
        'none: []',
      ].join('\n'),
    );
  });

  it('keeps every digit of a number', async () => {
    expect(await textOf('json', '{"id":12345678901234567890,"price":1.50}')).toBe(
      'id: 12345678901234567890\nprice: 1.50',
    );
  });

  it.each([
    ['{\n  "a": 1,\n  "b" 2\n}', /line 3, column 7/],
    ['[1, 2', /line 1, column 6/],
    ['{"a": 1}{', /line 1, column 9/],
    ['{"a": NaN}', /line 1, column 7/],
    ['', /JSON value expected/],
    [`${'['.repeat(300)}${']'.repeat(300)}`, /deeper than 200 levels at line 1, column 201/],
  ])('refuses malformed text %# with the place of the fault', async (content, message) => {
    await expect(read('json', content)).rejects.toMatchObject({
      name: 'UnreadableFileError',
      message: expect.stringMatching(message),
    });
  });

  it('does not take a bracket in a string for a level', async () => {
    const brackets = `${'['.repeat(300)}"\\`;

    expect(await textOf('json', JSON.stringify([brackets, { a: 1 }]))).toContain(brackets);
  });

  it('reads one record a line, past empty lines', async () => {
    const { properties, parts } = await read(
      'ndjson',
      '\ufeff{"level":"warn","ms":12}\r\n\n{"level":"info","at":[1,2]}\n',
    );

    expect(properties).toEqual({ records: 2, keys: ['level', 'ms', 'at'] });
    expect(parts).toEqual([
      { text: 'record 1\nlevel: warn\nms: 12\n\nrecord 2\nlevel: info\nat: 1, 2' },
    ]);
  });

  it('names the line that is no JSON', async () => {
    await expect(read('ndjson', '{"a":1}\n\n{"a":}\n')).rejects.toThrow(/line 3, column 6/);
  });
});
