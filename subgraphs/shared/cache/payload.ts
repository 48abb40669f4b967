import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { deepFreeze } from './deep-freeze.ts';

const JSON_TEXT = 0;
const FLOAT32 = 1;
const UNDEFINED = 2;
const FORMAT_MASK = 0x0f;
const COMPRESSED = 0x10;

/** Below this, compressing costs more than the bytes it saves on a local network. */
const COMPRESS_FROM_BYTES = 8 * 1024;

/** A value as bytes, and how to read them. */
export interface Payload {
  readonly format: number;
  readonly payload: Buffer;
}

/** Serialises a value; throws a TypeError when it cannot be said in the kind's encoding (a cycle, a BigInt). */
export function encodePayload(value: unknown, encoding: 'json' | 'float32'): Payload {
  if (value === undefined) return { format: UNDEFINED, payload: Buffer.alloc(0) };
  if (encoding === 'float32' && value !== null) return encodeFloat32(value);
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`A ${typeof value} cannot be cached.`);
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length < COMPRESS_FROM_BYTES) return { format: JSON_TEXT, payload: bytes };
  const compressed = deflateRawSync(bytes, { level: 1 });
  return compressed.length < bytes.length * 0.9
    ? { format: JSON_TEXT | COMPRESSED, payload: compressed }
    : { format: JSON_TEXT, payload: bytes };
}

/** The value, frozen all the way down. Throws when the bytes are not what their format says. */
export function decodePayload({ format, payload }: Payload): unknown {
  switch (format & FORMAT_MASK) {
    case JSON_TEXT: {
      const text = format & COMPRESSED ? inflateRawSync(payload) : payload;
      return deepFreeze(JSON.parse(text.toString('utf8')));
    }
    case FLOAT32:
      return decodeFloat32(payload);
    case UNDEFINED:
      return undefined;
    default:
      throw new RangeError(`A cache entry has the unknown payload format ${format}.`);
  }
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
