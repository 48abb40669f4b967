/** A sitting with an agent. Times are ISO 8601, UTC. */
export interface SessionRecord {
  readonly id: string;
  readonly agentId: string;
  readonly startedAt: string;
  /** Pushed back by every question. */
  readonly expiresAt: string;
  /** When it was ended before it expired. */
  readonly endedAt: string | null;
  /** Raised by every change of the session or its conversation; tells a cached copy from the stored truth. */
  readonly revision: number;
}

/** Whether questions may still be asked, at `now` in milliseconds since the epoch. */
export function isActive(
  session: Pick<SessionRecord, 'expiresAt' | 'endedAt'>,
  now: number,
): boolean {
  return session.endedAt === null && Date.parse(session.expiresAt) > now;
}
