import { createHash } from 'node:crypto';

/** The name of an operation between client and gateway: the SHA-256 of its text, in hexadecimal. */
export function hashOperation(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
