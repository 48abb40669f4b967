import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chunkExtraction } from './chunk-extraction.ts';

describe('chunkExtraction', () => {
  it('says which bytes of the extracted text each chunk is', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '😀', ' ', '\n', '. '),
      maxLength: 3000,
    });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (parts) => {
        const bytes = Buffer.from(parts.join('\f'));

        const { chunks } = chunkExtraction({
          title: null,
          properties: {},
          parts: parts.map((part) => ({ text: part })),
        });

        for (const chunk of chunks)
          expect(bytes.toString('utf8', chunk.start, chunk.end)).toBe(chunk.text);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps pages apart and numbers them', () => {
    const parts = [
      { text: 'first page', page: 1 },
      { text: '', page: 2 },
      { text: 'third page', page: 3 },
    ];

    const { chunks } = chunkExtraction({ title: 'Report', properties: {}, parts });

    expect(chunks.map(({ text, page }) => [text, page])).toEqual([
      ['first page', 1],
      ['third page', 3],
    ]);
  });

  it('names the heading that a chunk stands under, below the title of the file', () => {
    const body = 'Words fill this section up to its end. '.repeat(24);
    const text = `# Guide\n\n${body}\n\n## Size\n\n${body}`;

    const { chunks } = chunkExtraction({ title: 'Guide', properties: {}, parts: [{ text }] });

    expect(chunks.map(({ title }) => title)).toEqual(['Guide', 'Guide › Size']);
  });
});
