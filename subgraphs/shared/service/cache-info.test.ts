import { describe, expect, it } from '@jest/globals';
import { toCacheInfo } from './cache-info.ts';

const result = { value: 1, ageSeconds: 1.9, ttlSeconds: 58.1, tags: ['b', 'a'] };

describe('toCacheInfo', () => {
  it('gives whole seconds and the tags in order', () => {
    expect(toCacheInfo({ ...result, status: 'HIT' })).toEqual({
      status: 'HIT',
      ageSeconds: 1,
      ttlSeconds: 59,
      tags: ['a', 'b'],
    });
  });

  it('has no age, TTL or tags for what was computed around the cache', () => {
    expect(toCacheInfo({ ...result, status: 'BYPASS' })).toEqual({
      status: 'BYPASS',
      ageSeconds: null,
      ttlSeconds: null,
      tags: null,
    });
  });

  it('has no TTL for what is not kept', () => {
    expect(toCacheInfo({ ...result, status: 'MISS', ttlSeconds: 0 }).ttlSeconds).toBeNull();
  });
});
