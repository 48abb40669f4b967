import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { highlight } from './highlight.ts';

/** A stand-in for the index's stemmer: lower case, no final s. */
const matching = (...stems: string[]) => {
  const wanted = new Set(stems);
  return (word: string) => {
    const stem = word.toLowerCase().replace(/s$/, '');
    return wanted.has(stem) ? stem : null;
  };
};

const unmark = (html: string) =>
  html
    .replaceAll(/<\/?mark>|…/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('highlight', () => {
  it('marks the words of the query in whatever form they stand', () => {
    expect(highlight('Keys go first; a key stays.', matching('key'))).toBe(
      '<mark>Keys</mark> go first; a <mark>key</mark> stays.',
    );
  });

  it('marks words that no blank parts from their neighbours', () => {
    expect(highlight('東京都の港に灯台がある。', matching('灯台'))).toBe(
      '東京都の港に<mark>灯台</mark>がある。',
    );
  });

  it('is null when no word occurs', () => {
    expect(highlight('Nothing of the kind.', matching('key'))).toBeNull();
  });

  it('escapes the text, so that it is safe as HTML', () => {
    expect(highlight('<img onerror="x"> & key\'s', matching('key'))).toBe(
      '&lt;img onerror=&quot;x&quot;&gt; &amp; <mark>key</mark>&#39;s',
    );
  });

  it('shows the stretch with the most different words, cut between words', () => {
    const filler = 'lorem ipsum dolor sit amet '.repeat(20);
    const text = `key key key ${filler}the key opens the lock ${filler}`;

    const html = highlight(text, matching('key', 'lock'));

    expect(html).toContain('<mark>key</mark> opens the <mark>lock</mark>');
    expect(html).toMatch(/^…\S/);
    expect(html).toMatch(/\S…$/);
  });

  it('always shows a stretch of the text itself, of bounded length', () => {
    const words = fc.array(fc.constantFrom('key', 'keys', '<b>', '&', 'lantern', 'é', '\n', '😀'));

    fc.assert(
      fc.property(words, fc.string(), (parts, noise) => {
        const text = `${parts.join(' ')} ${noise} key ${parts.join(' ')}`;
        const html = highlight(text, matching('key', 'lantern'));

        expect(text).toContain(unmark(html ?? ''));
        expect(unmark(html ?? '').length).toBeLessThanOrEqual(240);
      }),
    );
  });
});
