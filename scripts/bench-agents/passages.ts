import { randomUUID } from 'node:crypto';

/** Eight passages of about 600 characters, as a context bundle has them; all of them answer a question about tides. */
export const PASSAGES = Array.from({ length: 8 }, (_, at) => ({
  chunkId: `chunk-${at}`,
  fileHash: `file-${at}`,
  title: `tides-${at}.txt`,
  text: Array.from(
    { length: 8 },
    (__, line) =>
      `Tides of day ${at} rise by entry ${line} and fall again before the night is over.`,
  ).join(' '),
}));

/** A question that no cache has seen. */
export function newQuestion(): string {
  return `What is said of tides in ${randomUUID()}?`;
}

/** Always the same. */
export const KNOWN_QUESTION = 'What is said of tides?';
