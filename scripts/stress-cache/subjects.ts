import type { CacheKind, CacheRequest } from '../../subgraphs/shared/cache/types.ts';

/** A kind per property that matters to what is remembered. `scene` has a lifetime that no skewed clock reaches the end of. */
export const KINDS = {
  plain: { ttlSeconds: 60 },
  graced: { ttlSeconds: 2, graceSeconds: 30 },
  sliding: { ttlSeconds: 10, sliding: true },
  brief: { ttlSeconds: 1 },
  scene: { ttlSeconds: 3600 },
} as const satisfies Record<string, CacheKind>;

/** The kinds that readers and writers use all the time. */
export const BUSY_KINDS = ['plain', 'graced', 'sliding', 'brief'] as const;

const KEYS_PER_KIND = 60;
export const ITEMS = KEYS_PER_KIND;
export const TOPICS = 8;
export const GROUPS = 6;
export const FILES = 10;

/** A cached key: where it stands in the register, how it is asked for, and what may invalidate it. */
export interface Subject {
  readonly row: number;
  readonly kind: string;
  readonly request: CacheRequest;
  readonly item: number;
  readonly topic: number;
  /** Known by the request: the tag `group-<n>`. */
  readonly group: number | undefined;
  /** Known only to the load: the tags `file-<n>`. */
  readonly files: readonly number[];
}

/** What the source holds; `version` only grows. */
export interface SourceValue {
  readonly row: number;
  readonly version: number;
  readonly filler: string;
}

export const SUBJECTS: readonly Subject[] = BUSY_KINDS.flatMap((kind, at) =>
  Array.from({ length: KEYS_PER_KIND }, (_, item) =>
    describe(kind, item, at * KEYS_PER_KIND + item),
  ),
);

/** Rows for scenes follow those of the subjects; each scene takes one that was never used. */
export const FIRST_SCENE_ROW = SUBJECTS.length;
export const REGISTER_ROWS = FIRST_SCENE_ROW + 4096;

export function sceneRequest(row: number): CacheRequest {
  return { kind: 'scene', key: { query: `scene ${row}` }, tags: [sceneTag(row)] };
}

export function sceneTag(row: number): string {
  return `scene-${row}`;
}

/** One process in `processes` owns each row: only it changes the source there. */
export function isOwner(row: number, process: number, processes: number): boolean {
  return row % processes === process;
}

function describe(kind: string, item: number, row: number): Subject {
  const topic = item % TOPICS;
  const group = item % 4 === 3 ? undefined : item % GROUPS;
  const files = item % 2 === 0 ? [item % FILES] : [item % FILES, (item * 3) % FILES];
  const key = { query: `${kind} topic-${topic} item-${item}` };
  const request = { kind, key, ...(group === undefined ? {} : { tags: [`group-${group}`] }) };
  return { row, kind, request, item, topic, group, files };
}
