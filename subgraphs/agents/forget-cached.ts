import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Cache } from '../shared/cache/types.ts';
import { type OwnedSession, sessionKey } from './session-key.ts';

/** How long a write waits for the cache to be told; it takes about a millisecond when Redis is there. */
const PATIENCE_MS = 100;

/**
 * Drops what is cached of a session and its conversation after a write. A cache that cannot be reached neither undoes
 * nor holds up the write: what is left there carries an older revision, and is not served.
 */
export async function forgetCached(
  deps: { readonly cache: Cache; readonly logger: Logger },
  session: OwnedSession,
): Promise<void> {
  await Promise.race([drop(deps, session), wait(PATIENCE_MS, undefined, { ref: false })]);
}

async function drop(
  deps: { readonly cache: Cache; readonly logger: Logger },
  session: OwnedSession,
): Promise<void> {
  const key = sessionKey(session);
  try {
    await deps.cache.invalidate({
      keys: [
        { kind: 'session', key },
        { kind: 'conversation', key },
      ],
    });
  } catch (error) {
    deps.logger.warn(
      { err: error, sessionId: session.sessionId },
      'could not drop cached session state',
    );
  }
}
