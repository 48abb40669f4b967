import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chunkText } from './chunk-text.ts';

const sentence = 'The worker cuts a text where a reader would pause. ';

describe('chunkText', () => {
  it('gives nothing for a text without anything visible', () => {
    expect(chunkText(' \n\t ')).toEqual([]);
  });

  it('leaves a short text whole, without the space around it', () => {
    expect(chunkText('  one passage \n')).toEqual([{ start: 2, end: 13 }]);
  });

  it('cuts between sentences rather than inside them', () => {
    const text = sentence.repeat(100);

    const chunks = chunkText(text).map(({ start, end }) => text.slice(start, end));

    expect(chunks.length).toBeGreaterThan(4);
    for (const chunk of chunks) expect(chunk).toMatch(/^The worker .* pause\.$/s);
  });

  it('prefers a heading, then a paragraph, to a sentence', () => {
    const section = sentence.repeat(11).trim();
    const text = `${section}\n\n${sentence.repeat(3)}\n## Next\n${section}`;

    const starts = chunkText(text).map(({ start }) => text.slice(start, start + 7));

    expect(starts).toEqual(['The wor', '## Next']);
  });

  it('leaves no crumb at the end', () => {
    const text = 'word '.repeat(202);

    const lengths = chunkText(text).map(({ start, end }) => end - start);

    expect(lengths).toHaveLength(2);
    expect(Math.min(...lengths)).toBeGreaterThan(300);
  });

  it('loses nothing visible, keeps the order and the limit, and cuts no character in two', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'ß', '😀', ' ', '\n', '. ', '# '),
      maxLength: 400,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (given, limit) => {
        const ranges = chunkText(given, limit);
        const chunks = ranges.map(({ start, end }) => given.slice(start, end));
        const gaps = ranges.map(({ start }, at) => given.slice(ranges[at - 1]?.end ?? 0, start));
        expect(chunks.join('').replace(/\s/g, '')).toBe(given.replace(/\s/g, ''));
        for (const gap of gaps) expect(gap.trim()).toBe('');
        for (const chunk of chunks) {
          expect(chunk.length).toBeLessThanOrEqual(limit);
          expect(chunk).toBe(chunk.trim());
          expect(chunk).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });
});
