import type { Stamp } from './stamp.ts';
import { VERSION_LENGTH } from './stamp.ts';

/**
 * How an entry lies in Redis, little endian:
 *
 * | at | size | |
 * | --- | --- | --- |
 * | 0 | 1 | magic, 0xC4 |
 * | 1 | 1 | layout version, 1 |
 * | 2 | 1 | payload format, see `payload.ts` |
 * | 3 | 1 | zero |
 * | 4 | 8 | created, ms since the epoch (float64) |
 * | 12 | 8 | expires, ms since the epoch (float64); a slide overwrites it in place |
 * | 20 | 4 | bytes of text |
 * | 24 | 2 | number of stamps |
 * | 26 | | text (UTF-8), then per stamp: 2 bytes of name length, name, version (16 ASCII characters); then the payload |
 *
 * The text comes first so that a pattern reads only the beginning of a value; a reader of another layout version sees a
 * miss, never garbage.
 */
export interface Envelope {
  readonly format: number;
  readonly createdMs: number;
  readonly expiresMs: number;
  /** Normalised text that patterns match; undefined when the entry has none. */
  readonly text: string | undefined;
  readonly stamps: readonly Stamp[];
  readonly payload: Buffer;
}

const MAGIC = 0xc4;
const LAYOUT = 1;
const FIXED_BYTES = 26;
/** Marks "no text" apart from an empty one, which a pattern can match. */
const NO_TEXT = 0xffffffff;

/** Where a slide writes the new expiry. */
export const EXPIRES_OFFSET = 12;

/** Everything before the stamps. The stamps' versions are put in by the FILL script, which reads them atomically. */
export function encodeHead(
  head: Pick<Envelope, 'format' | 'createdMs' | 'expiresMs' | 'text'>,
  stampCount: number,
): Buffer {
  const text = Buffer.from(head.text ?? '', 'utf8');
  const buffer = Buffer.alloc(FIXED_BYTES + text.length);
  buffer.writeUInt8(MAGIC, 0);
  buffer.writeUInt8(LAYOUT, 1);
  buffer.writeUInt8(head.format, 2);
  buffer.writeDoubleLE(head.createdMs, 4);
  buffer.writeDoubleLE(head.expiresMs, EXPIRES_OFFSET);
  buffer.writeUInt32LE(head.text === undefined ? NO_TEXT : text.length, 20);
  buffer.writeUInt16LE(stampCount, 24);
  text.copy(buffer, FIXED_BYTES);
  return buffer;
}

/** A stamp's name as it lies before its version. */
export function encodeStampName(name: string): Buffer {
  const bytes = Buffer.from(name, 'utf8');
  const buffer = Buffer.alloc(2 + bytes.length);
  buffer.writeUInt16LE(bytes.length, 0);
  bytes.copy(buffer, 2);
  return buffer;
}

/** The expiry as a slide writes it. */
export function encodeExpiry(expiresMs: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleLE(expiresMs);
  return buffer;
}

/** Reads an entry; throws a RangeError when the bytes are not one of this layout. */
export function decodeEnvelope(bytes: Buffer): Envelope {
  if (bytes.length < FIXED_BYTES || bytes[0] !== MAGIC || bytes[1] !== LAYOUT) {
    throw new RangeError('The bytes are not a cache entry of this layout.');
  }
  const textBytes = bytes.readUInt32LE(20);
  const hasText = textBytes !== NO_TEXT;
  let at = FIXED_BYTES + (hasText ? textBytes : 0);
  const stamps: Stamp[] = [];
  for (let left = bytes.readUInt16LE(24); left > 0; left--) {
    const nameEnd = at + 2 + bytes.readUInt16LE(at);
    const end = nameEnd + VERSION_LENGTH;
    if (end > bytes.length) throw new RangeError('A cache entry ends within its stamps.');
    stamps.push({
      name: bytes.toString('utf8', at + 2, nameEnd),
      version: bytes.toString('latin1', nameEnd, end),
    });
    at = end;
  }
  return {
    format: bytes.readUInt8(2),
    createdMs: bytes.readDoubleLE(4),
    expiresMs: bytes.readDoubleLE(EXPIRES_OFFSET),
    text: hasText ? bytes.toString('utf8', FIXED_BYTES, FIXED_BYTES + textBytes) : undefined,
    stamps,
    payload: bytes.subarray(at),
  };
}
