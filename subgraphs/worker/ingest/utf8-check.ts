import { createReadStream } from 'node:fs';

/** Control characters that no text holds; tab, line breaks, form feed and escape are fine. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const BINARY = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/;

/** What bytes are when read as text: `encoding` is not UTF-8, `utf16` says so itself, `binary` holds control characters. */
export type TextKind = 'text' | 'encoding' | 'utf16' | 'binary';

/** Reads the whole file, a piece at a time. */
export async function checkUtf8(path: string): Promise<TextKind> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    if (isFirst && hasUtf16Mark(piece)) return 'utf16';
    isFirst = false;
    try {
      if (BINARY.test(decoder.decode(piece, { stream: true }))) return 'binary';
    } catch {
      return 'encoding';
    }
  }
  try {
    decoder.decode();
    return 'text';
  } catch {
    return 'encoding';
  }
}

function hasUtf16Mark(bytes: Buffer): boolean {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE();
  return mark === 0xfffe || mark === 0xfeff;
}
