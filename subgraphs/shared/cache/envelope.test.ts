import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeEnvelope, encodeHead, encodeStampName } from './envelope.ts';
import { decodePayload, encodePayload } from './payload.ts';
import { newVersion } from './stamp.ts';

describe('an envelope', () => {
  it('reads as it was written', () => {
    const entry = fc.record({
      format: fc.nat(31),
      createdMs: fc.nat(2 ** 41),
      expiresMs: fc.nat(2 ** 41),
      text: fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
      names: fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 20 }),
      payload: fc.uint8Array({ maxLength: 200 }),
    });
    fc.assert(
      fc.property(entry, ({ names, payload, ...head }) => {
        const stamps = names.map((name) => ({ name, version: newVersion() }));
        const bytes = Buffer.concat([
          encodeHead(head, stamps.length),
          ...stamps.map(({ name, version }) =>
            Buffer.concat([encodeStampName(name), Buffer.from(version)]),
          ),
          payload,
        ]);

        expect(decodeEnvelope(bytes)).toEqual({ ...head, stamps, payload: Buffer.from(payload) });
      }),
    );
  });

  it('is refused when it is of another layout or ends early', () => {
    const head = encodeHead({ format: 0, createdMs: 1, expiresMs: 2, text: 'text' }, 3);

    expect(() => decodeEnvelope(Buffer.from('{"json":1}'))).toThrow(RangeError);
    expect(() => decodeEnvelope(Buffer.from('a text that is longer than the fixed part'))).toThrow(
      'not a cache entry',
    );
    expect(() => decodeEnvelope(Buffer.concat([head, encodeStampName('t:a')]))).toThrow(RangeError);
  });
});

describe('a payload', () => {
  it('reads as JSON would, frozen', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = decodePayload(encodePayload(value, 'json'));

        expect(read).toEqual(JSON.parse(JSON.stringify(value)));
        expect(Object.isFrozen(read)).toBe(true);
      }),
    );
  });

  it('is compressed when it is large and that pays', () => {
    const large = { text: 'cache '.repeat(20_000) };
    const payload = encodePayload(large, 'json');

    expect(payload.payload.length).toBeLessThan(3000);
    expect(decodePayload(payload)).toEqual(large);
  });

  it('keeps vectors within the precision of four bytes', () => {
    const vector = fc.array(fc.float({ noNaN: true }), { maxLength: 64 });
    fc.assert(
      fc.property(vector, (numbers) => {
        const payload = encodePayload(numbers, 'float32');

        expect(payload.payload.length).toBe(numbers.length * 4);
        expect(decodePayload(payload)).toEqual(numbers);
      }),
    );
  });

  it('takes typed arrays as vectors, null as null, and nothing else', () => {
    const typed = encodePayload(new Float32Array([1, 2]), 'float32');

    expect(decodePayload(typed)).toEqual([1, 2]);
    expect(decodePayload(encodePayload(null, 'float32'))).toBeNull();
    expect(() => encodePayload(['a'], 'float32')).toThrow(TypeError);
  });

  it('tells undefined from null', () => {
    expect(decodePayload(encodePayload(undefined, 'json'))).toBeUndefined();
    expect(decodePayload(encodePayload(null, 'json'))).toBeNull();
  });

  it('refuses what it cannot say, and a format that it does not know', () => {
    expect(() => encodePayload(() => 1, 'json')).toThrow('A function cannot be cached.');
    expect(() => decodePayload({ format: 9, payload: Buffer.alloc(0) })).toThrow(RangeError);
  });
});
