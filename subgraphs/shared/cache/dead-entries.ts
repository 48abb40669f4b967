import type { CacheKeys } from './cache-key.ts';
import { encodeStampName } from './envelope.ts';
import type { Execute } from './execute.ts';
import type { RedisScripts } from './redis-script.ts';

const PAGE = 250;

/** An index of entries that carried a stamp until it got a new version. */
export interface SetAside {
  readonly stamp: string;
  readonly oldVersion: string;
  readonly newVersion: string;
}

interface Sweeper {
  readonly scripts: RedisScripts;
  readonly keys: CacheKeys;
  readonly onError: (error: unknown) => void;
}

/**
 * Removes entries that an invalidation made invalid, page by page: about `inline` of them before it returns, the others
 * behind the caller's back. Answers how many it removed.
 */
export async function sweepDeadEntries(
  sweeper: Sweeper,
  indexes: readonly SetAside[],
  { execute, inline }: { readonly execute: Execute; readonly inline: number },
): Promise<number> {
  let removed = 0;
  for (const index of indexes) {
    if (index.oldVersion === '') continue;
    const swept = await sweep(sweeper, index, { execute, atMost: inline - removed });
    removed += swept.removed;
    if (swept.isDone) continue;
    const everything = { execute, atMost: Number.POSITIVE_INFINITY };
    sweep(sweeper, index, everything).catch(sweeper.onError);
  }
  return removed;
}

async function sweep(
  { scripts, keys }: Sweeper,
  { stamp, oldVersion, newVersion }: SetAside,
  { execute, atMost }: { readonly execute: Execute; readonly atMost: number },
): Promise<{ removed: number; isDone: boolean }> {
  const mark = Buffer.concat([encodeStampName(stamp), Buffer.from(oldVersion, 'latin1')]);
  const index = [`${keys.stampIndex(stamp)}:${newVersion}`];
  const args = [keys.entryPrefix, mark, PAGE, ...keys.kindIndexAround];
  let removed = 0;
  while (removed < atMost) {
    const reply = await execute(() => scripts.run('sweep', index, args));
    const [gone, left] = reply as [number, number];
    removed += gone;
    if (left === 0) return { removed, isDone: true };
  }
  return { removed, isDone: false };
}
