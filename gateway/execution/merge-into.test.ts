import { describe, expect, it } from '@jest/globals';
import { mergeInto } from './merge-into.ts';

describe('mergeInto', () => {
  it('merges objects, and lists of one length by place', () => {
    const target = { a: { b: 1 }, list: [{ x: 1 }, null, { x: 3 }] };

    mergeInto(target, { a: { c: 2 }, list: [{ y: 1 }, { y: 2 }, { y: 3 }] });

    expect(target).toEqual({ a: { b: 1, c: 2 }, list: [{ x: 1, y: 1 }, { y: 2 }, { x: 3, y: 3 }] });
  });

  it('takes the newer list where lengths differ', () => {
    expect(mergeInto({ list: [1, 2] }, { list: [3] })).toEqual({ list: [3] });
  });

  it('takes the names of inherited properties as names', () => {
    const source = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}');

    const merged = mergeInto({}, source);

    expect(JSON.stringify(merged)).toBe('{"__proto__":{"polluted":true},"constructor":1}');
    expect(merged['polluted']).toBeUndefined();
  });
});
