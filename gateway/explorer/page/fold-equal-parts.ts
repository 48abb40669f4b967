import type { Fetched } from './read-served.ts';
import { showSeconds } from './show-seconds.ts';

/** Parts that look alike in the pane, once. */
export interface FoldedPart {
  /** The slowest of them. */
  readonly fetch: Fetched;
  readonly times: number;
}

/**
 * An entity is asked for wherever it stands in an answer: ten hits in one file would be ten equal lines. Keeps the order in which
 * they first come.
 */
export function foldEqualParts(fetches: readonly Fetched[]): FoldedPart[] {
  const folded = new Map<string, FoldedPart>();
  for (const fetch of fetches) {
    const { subgraph, kind, name, status, tags } = fetch;
    const seconds = [fetch.ageSeconds, fetch.ttlSeconds].map(showSeconds);
    const looks = JSON.stringify([subgraph, kind, name, status, seconds, tags]);
    const before = folded.get(looks);
    folded.set(looks, {
      fetch: before !== undefined && before.fetch.ms > fetch.ms ? before.fetch : fetch,
      times: (before?.times ?? 0) + 1,
    });
  }
  return [...folded.values()];
}
