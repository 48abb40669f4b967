import type { MessageRecord } from '../message.ts';

/** A conversation of these texts, the user and the agent in turn. */
export function createMessages(texts: readonly string[], sessionId = 'session'): MessageRecord[] {
  return texts.map((text, position) => ({
    id: `${sessionId}-${position}`,
    sessionId,
    position,
    role: position % 2 === 0 ? 'USER' : 'ASSISTANT',
    text,
    at: new Date(Date.UTC(2026, 2, 14, 9, position)).toISOString(),
    generated: false,
    runId: `${sessionId}-run-${Math.floor(position / 2)}`,
    contextId: null,
  }));
}
