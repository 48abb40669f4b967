import type { Program } from './program.ts';

/** How long to wait before the next start, after so many failures in a row: doubling, with a limit. */
export function restartDelayMs(restart: Program['restart'], failures: number): number {
  return Math.min(restart.firstMs * 2 ** Math.min(failures, 30), restart.maxMs);
}
