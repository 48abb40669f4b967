import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';

/** How long a write waits for the cache to be told; it takes about a millisecond when Redis is there. */
const PATIENCE_MS = 100;

/**
 * Drops what is cached of a session and its conversation after a write. A cache that cannot be reached neither undoes
 * nor holds up the write: what is left there carries an older revision, and is not served.
 */
export async function forgetCached(
  deps: { readonly cache: Cache; readonly logger: Logger },
  sessionId: string,
): Promise<void> {
  await Promise.race([drop(deps, sessionId), wait(PATIENCE_MS, undefined, { ref: false })]);
}

async function drop(
  deps: { readonly cache: Cache; readonly logger: Logger },
  sessionId: string,
): Promise<void> {
  try {
    await deps.cache.invalidate({
      keys: [
        { kind: 'session', key: sessionId },
        { kind: 'conversation', key: sessionId },
      ],
    });
  } catch (error) {
    deps.logger.warn({ err: error, sessionId }, 'could not drop cached session state');
  }
}
