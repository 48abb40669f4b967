import { setTimeout as delay } from 'node:timers/promises';

/**
 * Waits for a condition that another process brings about: asks again every few milliseconds, and rejects with the last
 * answer when it did not come true within the deadline.
 */
export async function eventually<T>(
  observe: () => Promise<T> | T,
  isReached: (observed: T) => boolean,
  deadlineMs = 20_000,
): Promise<T> {
  const endsAt = performance.now() + deadlineMs;
  for (;;) {
    const observed = await observe();
    if (isReached(observed)) return observed;
    if (performance.now() > endsAt) {
      throw new Error(`not reached in ${deadlineMs} ms; last: ${JSON.stringify(observed)}`);
    }
    await delay(20);
  }
}
