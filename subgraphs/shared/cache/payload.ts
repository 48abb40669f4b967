import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { deepFreeze } from './deep-freeze.ts';
import type { Encoding } from './types.ts';

const JSON_TEXT = 0;
const FLOAT32 = 1;
const UNDEFINED = 2;
const PLAIN_TEXT = 3;
const FORMAT_MASK = 0x0f;
const COMPRESSED = 0x10;

/** Entries are kept to be read fast: below this, compressing one costs more than the bytes that it saves. */
const COMPRESS_FROM_BYTES = 64 * 1024;

/** A value as bytes, and how to read them. */
export interface Payload {
  readonly format: number;
  readonly payload: Buffer;
}

/** Serialises a value; throws a TypeError when it cannot be said in the kind's encoding (a cycle, a BigInt). */
export function encodePayload(value: unknown, encoding: Encoding): Payload {
  if (value === undefined) return { format: UNDEFINED, payload: Buffer.alloc(0) };
  if (encoding === 'float32' && value !== null) return encodeFloat32(value);
  if (encoding === 'text' && value !== null) return encodeText(value);
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`A ${typeof value} cannot be cached.`);
  return pack(JSON_TEXT, Buffer.from(text, 'utf8'));
}

/** The value, frozen all the way down. Throws when the bytes are not what their format says. */
export function decodePayload({ format, payload }: Payload): unknown {
  switch (format & FORMAT_MASK) {
    case JSON_TEXT:
      return deepFreeze(JSON.parse(unpack(format, payload)));
    case PLAIN_TEXT:
      return unpack(format, payload);
    case FLOAT32:
      return decodeFloat32(payload);
    case UNDEFINED:
      return undefined;
    default:
      throw new RangeError(`A cache entry has the unknown payload format ${format}.`);
  }
}

function encodeText(value: unknown): Payload {
  if (typeof value !== 'string') throw new TypeError('The text encoding takes a string.');
  return pack(PLAIN_TEXT, Buffer.from(value, 'utf8'));
}

function pack(format: number, bytes: Buffer): Payload {
  if (bytes.length < COMPRESS_FROM_BYTES) return { format, payload: bytes };
  const compressed = deflateRawSync(bytes, { level: 1 });
  return compressed.length < bytes.length * 0.9
    ? { format: format | COMPRESSED, payload: compressed }
    : { format, payload: bytes };
}

function unpack(format: number, payload: Buffer): string {
  return (format & COMPRESSED ? inflateRawSync(payload) : payload).toString('utf8');
}

function encodeFloat32(value: unknown): Payload {
  const isNumbers =
    ArrayBuffer.isView(value) ||
    (Array.isArray(value) && value.every((element) => typeof element === 'number'));
  if (!isNumbers) throw new TypeError('The float32 encoding takes an array of numbers.');
  const numbers = Float32Array.from(value as ArrayLike<number>);
  return {
    format: FLOAT32,
    payload: Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength),
  };
}

/** Copied first: a view of four-byte numbers cannot begin at any odd byte of a reply. */
function decodeFloat32(bytes: Buffer): readonly number[] {
  const aligned = new Uint8Array(bytes);
  return Object.freeze(Array.from(new Float32Array(aligned.buffer)));
}
