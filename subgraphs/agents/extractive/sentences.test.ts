import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitSentences } from './sentences.ts';

describe('splitSentences', () => {
  it('gives each sentence as an exact substring of the text', () => {
    const text =
      'Redis keeps keys in memory. It evicts some when memory is full!  Which ones? That depends.';

    const sentences = splitSentences(text);

    expect(sentences).toEqual([
      'Redis keeps keys in memory.',
      'It evicts some when memory is full!',
      'Which ones?',
      'That depends.',
    ]);
  });

  it('reads hard-wrapped lines as one sentence, with the line break where it was', () => {
    const text = 'The policy allkeys-lru removes\nthe least recently used key. Others do not.';

    const sentences = splitSentences(text);

    expect(sentences[0]).toBe('The policy allkeys-lru removes\nthe least recently used key.');
    expect(text).toContain(sentences[0]);
  });

  it('keeps headings, list entries and table rows apart, without their marks', () => {
    const text =
      '# Eviction\n\nTwo policies:\n- allkeys-lru for caches\n- noeviction for queues\n\n1. First step\n> A quotation';

    expect(splitSentences(text)).toEqual([
      'Eviction',
      'Two policies:',
      'allkeys-lru for caches',
      'noeviction for queues',
      'First step',
      'A quotation',
    ]);
  });

  it('takes carriage returns for what they are', () => {
    expect(splitSentences('One line\r\nthat goes on.\r\n\r\nAnother.')).toEqual([
      'One line\r\nthat goes on.',
      'Another.',
    ]);
  });

  it('takes what has no full stops line by line, and cuts lines that go on for ever', () => {
    const code = Array.from({ length: 40 }, (_, line) => `const value${line} = ${line}`).join('\n');
    const endless = 'word '.repeat(500);

    const lines = splitSentences(code);
    const [cut = ''] = splitSentences(endless);

    expect(lines).toHaveLength(40);
    expect(lines[7]).toBe('const value7 = 7');
    expect(cut.length).toBeLessThanOrEqual(400);
    expect(endless.startsWith(`${cut} `)).toBe(true);
  });

  it('finds nothing in a text without words', () => {
    expect(splitSentences(' \n --- \n ***')).toEqual([]);
  });

  it('gives exact substrings, in order, of any text whatever', () => {
    const pieces = [
      'Keys go. ',
      'Why?',
      '\n',
      '\r\n',
      '# ',
      '- ',
      '| ',
      '12. ',
      'a\u0301',
      '😀',
      '東京。',
      ' ',
    ];
    const texts = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })))
      .map((parts) => parts.join(''));

    fc.assert(
      fc.property(texts, (text) => {
        let from = 0;
        for (const sentence of splitSentences(text)) {
          const at = text.indexOf(sentence, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + sentence.length;
        }
      }),
      { numRuns: 300 },
    );
  });
});
