import { describe, expect, it } from '@jest/globals';
import { rowsOf } from './show-cache-stats.ts';

const search = {
  kind: 'search',
  entries: 2,
  memoryHits: 1,
  redisHits: 2,
  misses: 1,
  hitRate: 0.75,
};
const unused = { kind: 'model', entries: 0, memoryHits: 0, redisHits: 0, misses: 0, hitRate: 0 };

describe('the table of caches', () => {
  it('has a row for each kind that holds or has seen something, hits of both levels together', () => {
    const rows = rowsOf('retrieval', { connected: true, error: null, kinds: [search, unused] });

    expect(rows).toHaveLength(1);
    expect(rows[0]?.trim().split(/\s+/)).toEqual(['retrieval', 'search', '2', '3', '1', '75', '%']);
  });

  it('says that a service does not answer, or has no Redis', () => {
    expect(rowsOf('agents', null)[0]).toContain('does not answer');
    expect(rowsOf('agents', { connected: false, error: 'away', kinds: [] })[0]).toContain(
      'no Redis',
    );
  });
});
