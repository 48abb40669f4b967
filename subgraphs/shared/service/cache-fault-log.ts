import type { Logger } from 'pino';

/** How long the same fault is only counted after it was logged. */
const QUIET_MS = 60_000;
/** Messages can differ without end; the oldest are forgotten. */
const REMEMBERED = 100;

/**
 * What a cache reports its faults to: each kind of fault is a line when it comes up, and one a minute, with the number
 * left out, while it lasts. An outage of Redis would else fill the log with the same line.
 */
export function createCacheFaultLog(logger: Logger, now: () => number = Date.now) {
  const seen = new Map<string, { loggedAt: number; leftOut: number }>();
  return (error: unknown, operation: string): void => {
    const fault = `${operation}: ${error instanceof Error ? error.message : String(error)}`;
    const before = seen.get(fault);
    if (before !== undefined && now() - before.loggedAt < QUIET_MS) {
      before.leftOut += 1;
      return;
    }
    seen.delete(fault);
    seen.set(fault, { loggedAt: now(), leftOut: 0 });
    const [oldest] = seen.keys();
    if (seen.size > REMEMBERED && oldest !== undefined) seen.delete(oldest);
    logger.warn({ err: error, operation, leftOut: before?.leftOut ?? 0 }, 'cache fault');
  };
}
