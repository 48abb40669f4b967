import { setTimeout as delay } from 'node:timers/promises';

const WINDOW_MS = 1000;
/** Processor time of a window below which nothing is under way. */
const RESTING_MS = 100;
/** One may fall between two parts of the same work. */
const WINDOWS = 2;
const LONGEST_MS = 120_000;

/**
 * Resolves when this process has nothing to do any more: a service that was just started in it reads rows into memory
 * for some seconds. Rejects when it is still busy after two minutes.
 */
export async function waitForRest(): Promise<void> {
  const endsAt = performance.now() + LONGEST_MS;
  for (let resting = 0; resting < WINDOWS; ) {
    const before = process.cpuUsage();
    await delay(WINDOW_MS);
    const { user, system } = process.cpuUsage(before);
    resting = (user + system) / 1000 < RESTING_MS ? resting + 1 : 0;
    if (performance.now() > endsAt) {
      throw new Error(`expected the service to rest within ${LONGEST_MS} ms of its start`);
    }
  }
}
