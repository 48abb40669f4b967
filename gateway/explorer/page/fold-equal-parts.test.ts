import { describe, expect, it } from '@jest/globals';
import { foldEqualParts } from './fold-equal-parts.ts';

const file = {
  subgraph: 'worker',
  kind: 'entity' as const,
  name: 'File aa',
  status: 'HIT',
  ageSeconds: 26.23,
  ttlSeconds: 3281.04,
  tags: ['file-aa'],
  ms: 15.94,
};

describe('the parts in the pane', () => {
  it('are one line where they look alike, with the time of the slowest', () => {
    const slower = { ...file, ageSeconds: 26.24, ms: 15.96 };

    expect(foldEqualParts([file, slower, file])).toEqual([{ fetch: slower, times: 3 }]);
  });

  it('stay apart where they do not, in the order in which they come', () => {
    const others = [
      { ...file, name: 'File bb' },
      { ...file, status: 'MISS' },
      { ...file, ageSeconds: 27 },
    ];

    const folded = foldEqualParts([file, ...others, file]);

    expect(folded.map(({ fetch }) => fetch)).toEqual([file, ...others]);
    expect(folded.map(({ times }) => times)).toEqual([2, 1, 1, 1]);
  });
});
