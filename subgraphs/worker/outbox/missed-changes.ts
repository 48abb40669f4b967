import type { ChangeSource, Invalidation } from '../../shared/cache/types.ts';
import type { WorkerStore } from '../store/worker-store.ts';
import { formatPosition, parsePosition } from './log-place.ts';
import type { Lane } from './outbox-event.ts';

/** The caches that are told of changes. */
export type CacheLane = Extract<Lane, 'WORKER' | 'RETRIEVAL' | 'AGENTS' | 'GATEWAY'>;

/** More events than this are not told one by one: dropping everything costs less. */
const MAX_EVENTS = 10_000;
/** Tags in one invalidation. */
const MAX_TAGS = 1000;
const MAX_FILES = 1000;

/** What a cache has missed. */
export interface Missed {
  /** Undefined when that cannot be told: everything is to be dropped. */
  readonly changes: readonly Invalidation[] | undefined;
  /** Up to where `changes` goes: `<log>:<sequence>`. */
  readonly position: string;
  /** Files that are deleted and whose rows are still in retrieval's index; for the lane RETRIEVAL only. */
  readonly removedFiles: readonly string[];
}

/**
 * What the cache of this lane has missed since it reached `position`: every later event, and every earlier one whose delivery
 * never succeeded, as a later one may have been delivered before it.
 */
export function missedChanges(
  store: WorkerStore,
  lane: CacheLane,
  position: string | undefined,
): Promise<Missed> {
  return store.transact(async ({ changeLog }) => {
    const log = await changeLog.id();
    const place = parsePosition(position);
    const { tags, head } =
      place?.log === log
        ? await changeLog.missed(lane, place.sequence, MAX_EVENTS)
        : { tags: undefined, head: await changeLog.head() };
    return {
      changes: tags && toInvalidations(tags),
      position: formatPosition({ log, sequence: head }),
      removedFiles: lane === 'RETRIEVAL' ? await changeLog.unremovedFiles(MAX_FILES) : [],
    };
  });
}

/**
 * The worker's own cache catches up from the store beside it. A store that cannot tell (it is a new one) costs the extractions
 * that somebody may have wanted gone. Vectors stay: a model and a text make them, whatever became of files.
 */
export function createOwnChanges(store: WorkerStore): ChangeSource {
  return {
    changesSince: async (position) => {
      const missed = await missedChanges(store, 'WORKER', position);
      return { ...missed, changes: missed.changes ?? [{ kinds: ['processing'] }] };
    },
  };
}

/** Each tag once, in the order of the events. */
function toInvalidations(tagsOfEvents: readonly (readonly string[])[]): Invalidation[] {
  const tags = [...new Set(tagsOfEvents.flat())];
  const count = Math.ceil(tags.length / MAX_TAGS);
  return Array.from({ length: count }, (_, at) => ({
    tags: tags.slice(at * MAX_TAGS, (at + 1) * MAX_TAGS),
  }));
}
