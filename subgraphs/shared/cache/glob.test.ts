import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileGlob } from './glob.ts';
import { normaliseText, textOf } from './query-text.ts';

const matches = (pattern: string, text: string) => compileGlob(pattern)(normaliseText(text));

describe('compileGlob', () => {
  it.each([
    ['redis', 'What is Redis?', true],
    ['  REDIS   cache ', 'the redis\n\tcache', true],
    ['redis*', 'what is redis', false],
    ['*redis', 'what is redis', true],
    ['r?dis', 'redis', true],
    ['r?dis', 'rdis', false],
    ['[pr]edis', 'pedis', true],
    ['[a-f]edis', 'redis', false],
    ['[!a-f]edis', 'redis', true],
    ['[^r]edis', 'redis', false],
    ['[]x]*', ']', true],
    ['[A-C]*', 'b', true],
    ['[\\]]*', ']', true],
    ['[', 'an open [ bracket', true],
    ['a\\*b', 'xa*bx', true],
    ['a\\*b', 'axb', false],
    ['a\\', 'a\\', true],
    ['ﬁle', 'FILE', true],
    ['straße*', 'STRASSE', false],
    ['?', '😀', true],
    ['*', '', true],
    ['a*b*c', 'aXbXbXc', true],
    ['a*b*c', 'aXbXbX', false],
  ])('%j on %j is %p', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('without a wildcard finds every part of a text', () => {
    const word = fc.stringMatching(/^[a-z0-9 ]{0,12}$/);
    fc.assert(
      fc.property(word, word, word, (before, part, after) => {
        expect(matches(normaliseText(part), `${before}${normaliseText(part)}${after}`)).toBe(true);
      }),
    );
  });

  it('agrees with the regular expression that says the same', () => {
    const pattern = fc.stringMatching(/^[ab*?]{1,8}$/).filter((glob) => /[*?]/.test(glob));
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[ab]{0,10}$/), (glob, text) => {
        const expression = glob.replaceAll('*', '.*').replaceAll('?', '.');
        expect(matches(glob, text)).toBe(new RegExp(`^${expression}$`).test(text));
      }),
    );
  });

  it('stays quick on a pattern made to be slow', () => {
    const started = performance.now();

    expect(matches(`${'*a'.repeat(60)}b`, 'a'.repeat(5000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('textOf', () => {
  it('is the text given, else a string key, else the query of the key', () => {
    expect(textOf({ kind: 'a', key: 'KEY', text: ' The  Text ' })).toBe('the text');
    expect(textOf({ kind: 'a', key: 'KEY' })).toBe('key');
    expect(textOf({ kind: 'a', key: { query: 'Query' } })).toBe('query');
    expect(textOf({ kind: 'a', key: { query: 1 } })).toBeUndefined();
    expect(textOf({ kind: 'a', key: null })).toBeUndefined();
  });
});
