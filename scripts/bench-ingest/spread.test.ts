import { describe, expect, it } from '@jest/globals';
import { spreadOf } from './spread.ts';

describe('spreadOf', () => {
  it('takes values by nearest rank, in whatever order they come', () => {
    const values = Array.from({ length: 200 }, (_, at) => 200 - at);

    expect(spreadOf(values)).toEqual({ p50: 100, p99: 198, max: 200 });
    expect(spreadOf([7])).toEqual({ p50: 7, p99: 7, max: 7 });
    expect(spreadOf([])).toEqual({ p50: 0, p99: 0, max: 0 });
  });
});
