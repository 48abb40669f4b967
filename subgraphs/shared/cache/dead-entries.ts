import type { CacheKeys } from './cache-key.ts';
import { tagOfStamp } from './cache-key.ts';
import { encodeStampName } from './envelope.ts';
import type { Execute } from './execute.ts';
import type { RedisScripts } from './redis-script.ts';

/** Entries that are looked at in one step; a step of Redis stays around a millisecond. */
const PAGE = 100;
/** A stamp that this many entries carried is swept before the invalidation returns, and its entries are counted one by one. */
const SWEPT_INLINE = 250;
/** So many pages are swept before the invalidation returns: an index may hold many more entries that have expired. */
const PAGES_INLINE = 5;

/** An index of entries that carried a stamp until it got a new version. */
export interface SetAside {
  readonly stamp: string;
  readonly oldVersion: string;
  readonly newVersion: string;
  /** Entries in the index that had not expired. */
  readonly count: number;
}

interface Sweeper {
  readonly scripts: RedisScripts;
  readonly keys: CacheKeys;
  readonly onError: (error: unknown) => void;
}

/**
 * Removes entries that an invalidation made invalid, page by page: those of small indexes before it returns, those of large ones
 * behind the caller's back. Answers how many entries went, those that were removed by name before (`byName`) included: counted
 * one by one, or as the large indexes say.
 */
export async function sweepDeadEntries(
  sweeper: Sweeper,
  { indexes, byName }: { readonly indexes: readonly SetAside[]; readonly byName: number },
  execute: Execute,
): Promise<number> {
  const carried = indexes.filter(({ oldVersion }) => oldVersion !== '');
  const removed = { byName, ofKinds: 0, ofTags: 0 };
  for (const index of carried) {
    if (index.count > SWEPT_INLINE) continue;
    removed[isOfTag(index) ? 'ofTags' : 'ofKinds'] += await sweepNow(sweeper, index, execute);
  }
  const large = carried.filter(({ count }) => count > SWEPT_INLINE);
  void sweepAll(sweeper, large, execute);
  return countDistinct(removed, large);
}

/**
 * An entry is of one kind but may carry several tags, and the index of a large tag still counts what was removed by name or with a
 * small one. So only the largest of these ways to count is sure to count nothing twice.
 */
function countDistinct(
  { byName, ofKinds, ofTags }: Record<'byName' | 'ofKinds' | 'ofTags', number>,
  large: readonly SetAside[],
): number {
  const inKinds = large.filter((index) => !isOfTag(index)).map(({ count }) => count);
  const inTags = large.filter(isOfTag).map(({ count }) => count);
  return Math.max(
    byName + ofKinds + ofTags,
    byName + ofKinds + inKinds.reduce((sum, count) => sum + count, 0),
    ...inTags,
  );
}

function isOfTag({ stamp }: SetAside): boolean {
  return tagOfStamp(stamp) !== undefined;
}

/** The invalidation is done already: a sweep that fails does not undo it. What is left after a few pages goes in the background. */
async function sweepNow(sweeper: Sweeper, index: SetAside, execute: Execute): Promise<number> {
  try {
    const { removed, isDone } = await sweep(sweeper, index, { execute, pages: PAGES_INLINE });
    if (isDone) return removed;
    void sweepAll(sweeper, [index], execute);
    return index.count;
  } catch (error) {
    sweeper.onError(error);
    return index.count;
  }
}

async function sweepAll(
  sweeper: Sweeper,
  indexes: readonly SetAside[],
  execute: Execute,
): Promise<void> {
  try {
    for (const index of indexes) {
      await sweep(sweeper, index, { execute, pages: Number.POSITIVE_INFINITY });
    }
  } catch (error) {
    sweeper.onError(error);
  }
}

async function sweep(
  { scripts, keys }: Sweeper,
  { stamp, oldVersion, newVersion }: SetAside,
  { execute, pages }: { readonly execute: Execute; readonly pages: number },
): Promise<{ readonly removed: number; readonly isDone: boolean }> {
  const mark = Buffer.concat([encodeStampName(stamp), Buffer.from(oldVersion, 'latin1')]);
  const index = [`${keys.stampIndex(stamp)}:${newVersion}`];
  const args = [keys.entryPrefix, mark, PAGE, ...keys.kindIndexAround];
  let removed = 0;
  for (let page = 0; page < pages; page++) {
    const reply = await execute(() => scripts.run('sweep', index, args));
    const [gone, left] = reply as [number, number];
    removed += gone;
    if (left === 0) return { removed, isDone: true };
  }
  return { removed, isDone: false };
}
