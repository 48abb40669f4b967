import { describe, expect, it } from '@jest/globals';
import { readServed } from './read-served.ts';

const sent = { operation: 'Search', ms: 3, headers: new Headers({ 'x-cache': 'HIT', age: '7' }) };

describe('how an answer was served', () => {
  it('is read from extensions.cache, part by part', () => {
    const part = { subgraph: 'worker', kind: 'entity', name: 'File', status: 'MISS', ms: 2.5 };
    const cache = { status: 'PARTIAL', ageSeconds: 4, ttlSeconds: 56, fetches: [part] };

    const served = readServed({ ...sent, body: { data: {}, extensions: { cache } } });

    expect(served).toMatchObject({ status: 'PARTIAL', ageSeconds: 4, ttlSeconds: 56 });
    expect(served.fetches).toEqual([{ ...part, tags: [] }]);
  });

  it.each([
    ['absent', { data: {} }],
    ['of another form', { extensions: { cache: { status: 1 } } }],
    ['of no answer at all', null],
  ])('is read from the headers when the extension is %s', (_, body) => {
    expect(readServed({ ...sent, body })).toMatchObject({
      status: 'HIT',
      ageSeconds: 7,
      fetches: undefined,
    });
  });

  it('stays open when nothing says it', () => {
    const served = readServed({ ...sent, headers: new Headers(), body: { data: {} } });

    expect(served).toMatchObject({ status: undefined, ageSeconds: undefined });
  });
});
