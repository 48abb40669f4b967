import { readFileSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const PAGE_SIZE_AT = 8;
const SALT_AT = 16;
const SALT_BYTES = 8;

/** What a write-ahead log holds: its generation, and the transactions committed in it. */
export interface WalContent {
  /** Another one once the log was begun anew after a checkpoint. */
  readonly generation: string;
  readonly commits: number;
}

/**
 * Counts the commits in a SQLite write-ahead log: the last frame of each transaction carries the size of the database
 * after it, the others 0; frames of an earlier generation have another salt. See https://www.sqlite.org/fileformat2.html#walformat
 */
export function countCommits(walPath: string): WalContent {
  const wal = readFileSync(walPath);
  if (wal.length < HEADER_BYTES) return { generation: '', commits: 0 };
  const frameBytes = FRAME_HEADER_BYTES + wal.readUInt32BE(PAGE_SIZE_AT);
  const generation = saltAt(wal, SALT_AT);
  let commits = 0;
  for (let at = HEADER_BYTES; at + frameBytes <= wal.length; at += frameBytes) {
    if (saltAt(wal, at + 8) !== generation) break;
    if (wal.readUInt32BE(at + 4) !== 0) commits += 1;
  }
  return { generation, commits };
}

function saltAt(wal: Buffer, at: number): string {
  return wal.subarray(at, at + SALT_BYTES).toString('hex');
}
