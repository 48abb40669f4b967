import { describe, expect, it } from '@jest/globals';
import { isKnownToClient, keptIn, NOT_KEPT, writeAnswer } from './kept-answer.ts';

describe('a kept answer', () => {
  it('is read as it was written, with a tag that only its bytes decide', () => {
    const result = { status: 'HIT', ageSeconds: 1.9, ttlSeconds: 8.5, tags: ['a'] } as const;
    const read = (body: string) => keptIn({ ...result, value: writeAnswer(body) }, 'key');

    const one = read('{"data":{"a":"é"}}\n');

    expect(one).toMatchObject({ key: 'key', body: '{"data":{"a":"é"}}\n', tags: ['a'] });
    expect(one).toMatchObject({ ageSeconds: 1, maxAgeSeconds: 9 });
    expect(one?.etag).toMatch(/^W\/"[\w-]{22}"$/);
    expect(read('{"data":{"a":"é"}}\n')?.etag).toBe(one?.etag);
    expect(read('{"data":{"a":"e"}}\n')?.etag).not.toBe(one?.etag);
    expect(keptIn({ ...result, value: NOT_KEPT }, 'key')).toBeUndefined();
  });

  it.each([
    [undefined, false],
    ['"b"', false],
    ['"a"', true],
    ['"b", W/"a"', true],
    ['*', true],
  ])('is known to who sends If-None-Match %p: %p', (ifNoneMatch, isKnown) => {
    expect(isKnownToClient(ifNoneMatch, 'W/"a"')).toBe(isKnown);
  });
});
