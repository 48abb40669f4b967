import { z } from 'zod';

const requestId = z.union([z.string(), z.number()]);
const request = z.object({ method: z.string(), id: requestId });
const cancellation = z.object({
  method: z.literal('notifications/cancelled'),
  params: z.object({ requestId }),
});

/**
 * Requests that are being answered in this process, so that their callers can cancel them. A cancellation comes in an HTTP
 * request of its own and names a number that is unique for its caller only; the session id says who that is.
 */
export class CallsUnderWay {
  readonly #calls = new Map<string, () => void>();

  /** Remembers how to cancel what `message` asks for; the function that forgets it. Nothing without a session. */
  add(session: string | undefined, message: unknown, cancel: () => void): () => void {
    const { data } = request.safeParse(message);
    if (session === undefined || data === undefined) return () => undefined;
    const key = keyOf(session, data.id);
    this.#calls.set(key, cancel);
    return () => {
      if (this.#calls.get(key) === cancel) this.#calls.delete(key);
    };
  }

  /** Cancels what `message` names when it is a cancellation and that is under way here. */
  heed(session: string | undefined, message: unknown): void {
    const { data } = cancellation.safeParse(message);
    if (session === undefined || data === undefined) return;
    this.#calls.get(keyOf(session, data.params.requestId))?.();
  }
}

function keyOf(session: string, id: string | number): string {
  return JSON.stringify([session, id]);
}
