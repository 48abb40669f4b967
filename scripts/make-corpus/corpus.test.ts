import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import mammoth from 'mammoth';
import { parseBuffer } from 'music-metadata';
import { extractText, getDocumentProxy } from 'unpdf';
import { chimeRecording } from './chime-recording.ts';
import { pdfDocument } from './pdf-document.ts';
import { readSheet } from './sheet.ts';
import { wordDocument } from './word-document.ts';

const page = readSheet('# On (round) brackets\n\nA first line.\n\n- an item\n---\n## Second page');

describe('the corpus files that are made', () => {
  it('are PDFs whose text can be read page by page', async () => {
    const pdf = pdfDocument('Brackets', page);

    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)));

    expect(text[0]).toContain('On (round) brackets');
    expect(text[0]).toContain('an item');
    expect(text[1]).toContain('Second page');
  });

  it('refuse a page that holds more than fits', () => {
    const crowded = readSheet('a paragraph\n'.repeat(60));

    expect(() => pdfDocument('Crowded', crowded)).toThrow('page 1 holds more than fits');
  });

  it('are Word documents with headings', async () => {
    const { value } = await mammoth.convertToHtml({ buffer: wordDocument(page.flat()) });

    expect(value).toContain('<h1>On (round) brackets</h1>');
    expect(value).toContain('<p>A first line.</p>');
  });

  it('are recordings with tags', async () => {
    const { common, format } = await parseBuffer(chimeRecording(), { mimeType: 'audio/wav' });

    expect(common).toMatchObject({ title: 'Stand-up chime', artist: 'Tomas Lindqvist' });
    expect(format.duration).toBeCloseTo(2);
  });

  it.each(['capacity-planning', 'retrieval-evaluation'])(
    'are committed as the text of %s makes them',
    async (name) => {
      const text = await readFile(new URL(`./texts/${name}.txt`, import.meta.url), 'utf8');
      const committed = await readFile(
        new URL(`../../examples/corpus/${name}.pdf`, import.meta.url),
      );

      const { text: pages } = await extractText(await getDocumentProxy(new Uint8Array(committed)));

      expect(pages).toHaveLength(readSheet(text).length);
    },
  );
});
