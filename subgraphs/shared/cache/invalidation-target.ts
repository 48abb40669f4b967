import { kindStamp, tagStamp } from './cache-key.ts';
import { CacheRead } from './cache-read.ts';
import type { Kind } from './kind.ts';
import type { Invalidation } from './types.ts';

/** What an invalidation names, in the cache's own words. */
export interface InvalidationTarget {
  /** `kind:id` of entries. */
  readonly entries: readonly string[];
  readonly stamps: readonly string[];
  readonly pattern?: string;
}

/** Says an invalidation in these words; a kind that the cache does not have names nothing. Throws a TypeError when it names nothing at all. */
export function toTarget(
  { keys, tags, kinds, pattern }: Invalidation,
  known: ReadonlyMap<string, Kind>,
): InvalidationTarget {
  if ([keys, tags, kinds, pattern].every((part) => part === undefined)) {
    throw new TypeError('An invalidation names at least one of keys, tags, kinds and pattern.');
  }
  const entries = (keys ?? []).flatMap((named) => {
    const kind = known.get(named.kind);
    return kind === undefined ? [] : [new CacheRead(named, kind).entryName];
  });
  const knownKinds = (kinds ?? []).filter((kind) => known.has(kind));
  const stamps = [...(tags ?? []).map(tagStamp), ...knownKinds.map(kindStamp)];
  return {
    entries: [...new Set(entries)],
    stamps: [...new Set(stamps)],
    ...(pattern === undefined ? {} : { pattern }),
  };
}
