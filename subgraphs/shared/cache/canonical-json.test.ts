import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it('does not depend on the order of members', () => {
    expect(canonicalJson({ b: [1, { d: 2, c: 3 }], a: 'x' })).toBe(
      canonicalJson({ a: 'x', b: [1, { c: 3, d: 2 }] }),
    );
  });

  it('is the same for the same members in any order and at any depth', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      const members = Object.entries(value).reverse();
      return Object.fromEntries(members.map(([name, member]) => [name, reversed(member)]));
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(1, Number.NaN, undefined), (value, odd) => {
        const key = { z: odd, value, a: 1 };
        expect(canonicalJson(reversed(key))).toBe(canonicalJson(key));
      }),
    );
  });

  it('is what JSON says, whenever JSON can say it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('tells apart what JSON tells apart', () => {
    const normal = (value: unknown) => JSON.stringify(JSON.parse(canonicalJson(value)));
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(canonicalJson(a) === canonicalJson(b)).toBe(normal(a) === normal(b));
      }),
    );
  });

  it('drops undefined members, and reads undefined in a list as null, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe(canonicalJson({ b: 1 }));
    expect(canonicalJson([undefined])).toBe('[null]');
  });

  it('reads a hole in a list as null, in whatever order the members around it come', () => {
    // biome-ignore lint/suspicious/noSparseArray: it is what is tested
    expect(canonicalJson({ b: [, 1], a: 1 })).toBe(canonicalJson({ a: 1, b: [null, 1] }));
  });

  it('tells apart numbers that JSON folds into null', () => {
    const texts = [Number.NaN, Number.POSITIVE_INFINITY, null].map(canonicalJson);

    expect(new Set(texts).size).toBe(3);
    expect(canonicalJson(-0)).toBe(canonicalJson(0));
  });

  it('takes a date as the text that JSON makes of it', () => {
    expect(canonicalJson(new Date(0))).toBe('"1970-01-01T00:00:00.000Z"');
  });

  it.each([[new Map([[1, 2]])], [1n], [() => 1]])(
    'refuses %p, which is not plain data',
    (value) => {
      expect(() => canonicalJson({ value })).toThrow(TypeError);
    },
  );
});
