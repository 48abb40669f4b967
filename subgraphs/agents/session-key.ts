import type { UserId } from '../shared/service/user-id.ts';

/** A session and whose it is. */
export interface OwnedSession {
  readonly userId: UserId;
  readonly sessionId: string;
}

/** Under which the session and its conversation are cached: never found by another user, whatever id is asked for. */
export function sessionKey({ userId, sessionId }: OwnedSession): string {
  return `${userId} ${sessionId}`;
}
