import { describe, expect, it } from '@jest/globals';
import { readSearchArguments } from './search-arguments.ts';
import { hashOf } from './testing/chunks.ts';

describe('readSearchArguments', () => {
  it('gives equal arguments for what is the same search', () => {
    const one = readSearchArguments({
      query: ' harbour\t lantern ',
      filter: {
        mediaTypes: ['Text/Plain', 'text/html'],
        fileHashes: [hashOf('a').toUpperCase()],
        createdAfter: new Date('2026-01-01T01:00:00+01:00'),
      },
    });
    const other = readSearchArguments({
      query: 'harbour lantern',
      first: 10,
      mode: 'HYBRID',
      minScore: null,
      filter: {
        mediaTypes: ['text/html', 'text/plain', 'text/html'],
        fileHashes: [hashOf('a')],
        createdAfter: new Date('2026-01-01T00:00:00Z'),
      },
    });

    expect(one).toEqual(other);
  });

  it('tells no condition from a list that fits nothing', () => {
    const none = readSearchArguments({ query: 'x', filter: {} });
    const nothing = readSearchArguments({ query: 'x', filter: { modalities: [] } });

    expect(none.filter.modalities).toBeNull();
    expect(nothing.filter.modalities).toEqual([]);
  });

  it.each([
    ['an empty query', { query: '' }],
    ['a query of white space and control characters', { query: ' \u0000\n\u3000' }],
    ['a query beyond 2,000 characters', { query: 'x'.repeat(2001) }],
    ['a page of minus one', { query: 'x', first: -1 }],
    ['a page of a hundred thousand', { query: 'x', first: 100_000 }],
    ['a score below 0', { query: 'x', minScore: -0.1 }],
    ['a score above 1', { query: 'x', minScore: 1.1 }],
    ['a score that is no number', { query: 'x', minScore: Number.NaN }],
    ['a hash that is none', { query: 'x', filter: { fileHashes: ["' OR 1=1 --"] } }],
    [
      'a media type that is none',
      { query: 'x', filter: { mediaTypes: ["text/plain' OR 'a'='a"] } },
    ],
    ['a list without end', { query: 'x', filter: { mediaTypes: Array(1001).fill('a/b') } }],
  ])('refuses %s and says the rule', (_, input) => {
    expect(() => readSearchArguments(input)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(/must/),
      }),
    );
  });
});
