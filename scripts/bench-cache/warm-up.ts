import { setTimeout as delay } from 'node:timers/promises';
import type { Contender } from './contender.ts';

const WARM_UP_MS = 1500;

/** Reads every key of every contender for a while: compiled code, full first levels, heartbeats that were heard. */
export async function warmUp(
  contenders: readonly Contender[],
  keys: readonly string[],
  milliseconds = WARM_UP_MS,
): Promise<void> {
  const until = performance.now() + milliseconds;
  do {
    for (const contender of contenders) {
      for (const key of keys) await contender.read(key);
    }
    await delay(20);
  } while (performance.now() < until);
}
