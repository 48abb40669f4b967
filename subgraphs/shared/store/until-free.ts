import { setTimeout as delay } from 'node:timers/promises';

/** How long a write waits for other writers, of other processes too, before it fails. */
const WRITERS_PATIENCE_MS = 10_000;
/** Between two attempts; by chance, so that two that wait do not keep meeting. */
const LONGEST_PAUSE_MS = 10;

/** Tries again while another connection holds the database. Rejects with what was wrong otherwise, or in the end. */
export async function untilFree(attempt: () => Promise<void>): Promise<void> {
  const endsAt = performance.now() + WRITERS_PATIENCE_MS;
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (!mayBeBusy(error) || performance.now() > endsAt) throw error;
      await delay(Math.random() * LONGEST_PAUSE_MS);
    }
  }
}

/**
 * Busy, or failed with "not an error": the code is read from the connection after the other thread is done, and when the
 * garbage collector lets go of an old statement in between, that has set it to SQLITE_OK.
 */
function mayBeBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^SQLITE_(?:BUSY|OK$)/.test(String(error.code))
  );
}
