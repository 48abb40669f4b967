import type { HostileFile } from './hostile-file.ts';

/** Must become READY. */
export function reads(name: string, content: string | Buffer): HostileFile {
  return { name, content: Buffer.from(content), end: 'READY' };
}

/** Must become FAILED, for this reason. */
export function fails(name: string, content: string | Buffer, reason: RegExp): HostileFile {
  return { name, content: Buffer.from(content), end: 'FAILED', reason };
}

/** Must be refused when it is sent, for this reason. */
export function refused(
  name: string,
  content: string | Buffer,
  reason: RegExp,
  mediaType?: string,
): HostileFile {
  const file = { name, content: Buffer.from(content), reason, end: 'REFUSED' } as const;
  return mediaType === undefined ? file : { ...file, mediaType };
}

/** May end in any way, as long as it does. */
export function ends(name: string, content: string | Buffer): HostileFile {
  return { name, content: Buffer.from(content), end: 'ANY' };
}
