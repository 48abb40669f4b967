import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawText } from '../testing/draw-text.ts';
import { makePdf } from '../testing/make-pdf.ts';
import type { ExtractorName } from './extractor.ts';
import { loadExtractor } from './extractors.ts';

const settings = { exifGps: false, ocrMaxPages: 2, ocrBudgetMs: 30_000 };

let folder: string;
let scan: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'picture-text-'));
  scan = await drawText(['Dredging costs 41500 euro', 'and pilots cost 1200 euro']);
});

afterAll(() => rmSync(folder, { recursive: true }));

async function read(name: ExtractorName, content: Buffer, changed: Partial<typeof settings> = {}) {
  const path = join(folder, 'content');
  writeFileSync(path, content);
  const extractor = await loadExtractor(name);
  return extractor.extract(
    { path, name: 'example', timeoutMs: 60_000 },
    { ...settings, ...changed },
  );
}

describe('a scanned PDF', () => {
  it('keeps the pages with text and recognises the others, up to the limit', async () => {
    const pdf = await makePdf([
      { text: 'This page has a text layer of its own.' },
      { picture: scan },
      { text: 'So has this one.' },
      { picture: scan },
      { picture: scan },
    ]);

    const { properties, parts } = await read('pdf', pdf, { ocrMaxPages: 1 });

    expect(parts.map(({ page, text }) => [page, text.replace(/\s+/g, ' ')])).toEqual([
      [1, 'This page has a text layer of its own.'],
      [2, 'Dredging costs 41500 euro and pilots cost 1200 euro'],
      [3, 'So has this one.'],
      [4, ''],
      [5, ''],
    ]);
    expect(properties).toEqual({
      pages: 5,
      recognisedPages: [{ page: 2, confidence: expect.any(Number) }],
      unavailable: ['text of pages 4 to 5: beyond the limit of recognised pages (OCR_MAX_PAGES=1)'],
    });
  });

  it('keeps its other pages when the time for recognition is over', async () => {
    const pdf = await makePdf([{ text: 'The cover.' }, { picture: scan }]);

    const { properties, parts } = await read('pdf', pdf, { ocrBudgetMs: 1 });

    expect(parts).toEqual([
      { text: 'The cover.', page: 1 },
      { text: '', page: 2 },
    ]);
    expect(properties).toMatchObject({
      unavailable: ['text of page 2: recognition was stopped after 0.001 s'],
    });
  });
});

describe('a picture of text', () => {
  it('says where its lines and words stand, in pixels of the upright picture', async () => {
    const turned = await sharp(scan).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();

    const { properties, parts } = await read('image', turned);

    expect(parts).toMatchObject([{ text: expect.stringMatching(/^Dredging costs 41500 euro\n/) }]);
    expect(properties).toMatchObject({
      ...{ format: 'jpeg', width: 1240, height: 1754, orientation: 8 },
      textConfidence: expect.any(Number),
    });
    const { textLines } = properties as { textLines: { box: number[]; words: unknown[] }[] };
    expect(textLines.map(({ words }) => words.length)).toEqual([4, 5]);
    const [x = 0, y = 0, width = 0, height = 0] = textLines[0]?.box ?? [];
    expect([x, y + height].map((edge) => Math.round(edge / 20))).toEqual([3, 6]);
    expect(width).toBeGreaterThan(height * 8);
  });

  it('is read page by page in a TIFF', async () => {
    const second = await drawText(['Second sheet of the fax', 'with nothing to pay for']);
    const tiff = await sharp([scan, second], { join: { animated: true } })
      .tiff()
      .toBuffer();

    const { properties, parts } = await read('image', tiff);

    expect(properties).toMatchObject({ format: 'tiff', pages: 2 });
    expect(parts).toMatchObject([
      { page: 1, text: expect.stringContaining('Dredging') },
      { page: 2, text: expect.stringContaining('Second sheet') },
    ]);
  });
});
