import { randomBytes } from 'node:crypto';

/** A tag or a kind as an entry saw it. The entry is valid only while Redis holds this very version of every stamp. */
export interface Stamp {
  readonly name: string;
  readonly version: string;
}

export const VERSION_LENGTH = 16;

/** A version outlives the entries that carry it by this much; `fill.lua` and `slide.lua` know the same figure. */
export const STAMP_SLACK_MS = 3_600_000;

/**
 * A version that was never used before: 96 random bits, 16 ASCII characters. Not a counter and not a clock, because a
 * counter that was evicted starts again at a value that old entries still carry.
 */
export function newVersion(): string {
  return randomBytes(12).toString('base64url');
}
