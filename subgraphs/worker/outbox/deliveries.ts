import { MEMBER_LEASE_MS } from '../../shared/cache/invalidation-channel.ts';
import type { Cache } from '../../shared/cache/types.ts';
import type { ServiceClient } from '../../shared/service/service-client.ts';
import type { SearchIndex } from '../index/search-index.ts';
import type { ChangeLog } from '../store/change-log.ts';
import type { OutboxRow } from '../store/outbox-store.ts';
import { formatPosition } from './log-place.ts';
import { contentChanged, type Lane } from './outbox-event.ts';
import type { LaneDelivery } from './outbox-lane.ts';

/** Events told in one call; each has a few tags and a call takes a thousand. */
const INVALIDATIONS_PER_CALL = 100;
/**
 * A service that takes longer is told again later. At the first try others wait for it: twice as long as a process of it that hangs
 * may hold it up, and serve from memory.
 */
const FIRST_TIMEOUT_MS = 2 * MEMBER_LEASE_MS;
const LATER_TIMEOUT_MS = 5_000;
/**
 * A removal from the index may wait for other writes, or for the index to be tidied. At the first try whoever deletes waits for it; if
 * that is not enough he is told PENDING, and the caches are told again when it is done.
 */
const FIRST_REMOVAL_TIMEOUT_MS = 5_000;
const LATER_REMOVAL_TIMEOUT_MS = 15_000;

export interface DeliveryGoals {
  readonly cache: Pick<Cache, 'invalidate'>;
  readonly changeLog: Pick<ChangeLog, 'id'>;
  readonly index: SearchIndex;
  /** Removes the file's bytes, unless the file has been ingested again since. */
  readonly removeBytes: (fileHash: string) => Promise<void>;
  readonly retrieval: ServiceClient;
  readonly agents: ServiceClient;
  readonly gateway: ServiceClient;
}

/** How each lane's events are delivered. */
export function createDeliveries(goals: DeliveryGoals): Readonly<Record<Lane, LaneDelivery>> {
  const toBody = async (rows: readonly OutboxRow[]) => ({
    tags: tagsOf(rows),
    position: formatPosition({ log: await goals.changeLog.id(), sequence: lastOf(rows) }),
  });
  return {
    INDEX: {
      ...each((row) =>
        goals.index.remove(
          row.fileHash,
          isFirstTry([row]) ? FIRST_REMOVAL_TIMEOUT_MS : LATER_REMOVAL_TIMEOUT_MS,
        ),
      ),
      // Answers computed between the first try and this one may hold the file, and may be cached.
      onLateDelivery: ({ fileHash }) => contentChanged(fileHash),
    },
    BYTES: each(({ fileHash }) => goals.removeBytes(fileHash)),
    WORKER: {
      batchSize: INVALIDATIONS_PER_CALL,
      deliver: async (rows) => (await goals.cache.invalidate(await toBody(rows))).removedEntries,
    },
    RETRIEVAL: {
      ...toCacheOf(goals.retrieval, toBody),
      // Those that were told before it may have asked it, and have kept what it answered from its cache.
      onLateDelivery: ({ fileHash, tags }) => [
        { lane: 'AGENTS', fileHash, tags },
        { lane: 'GATEWAY', fileHash, tags },
      ],
    },
    AGENTS: toCacheOf(goals.agents, toBody),
    GATEWAY: toCacheOf(goals.gateway, toBody),
  };
}

function each(deliverOne: (row: OutboxRow) => Promise<void>): LaneDelivery {
  return {
    batchSize: 1,
    deliver: async (rows) => {
      for (const row of rows) await deliverOne(row);
      return 0;
    },
  };
}

function toCacheOf(
  service: ServiceClient,
  toBody: (rows: readonly OutboxRow[]) => Promise<unknown>,
): LaneDelivery {
  return {
    batchSize: INVALIDATIONS_PER_CALL,
    deliver: async (rows) =>
      readRemovedEntries(
        await service.call({
          method: 'POST',
          path: '/api/v1/cache/invalidate',
          body: await toBody(rows),
          timeoutMs: isFirstTry(rows) ? FIRST_TIMEOUT_MS : LATER_TIMEOUT_MS,
        }),
      ),
  };
}

function isFirstTry(rows: readonly OutboxRow[]): boolean {
  return rows.every(({ attempts }) => attempts === 0);
}

function tagsOf(rows: readonly OutboxRow[]): string[] {
  return [...new Set(rows.flatMap(({ tags }) => tags))];
}

function lastOf(rows: readonly OutboxRow[]): number {
  return Math.max(...rows.map(({ sequence }) => sequence));
}

function readRemovedEntries(answer: unknown): number {
  const isCounted = typeof answer === 'object' && answer !== null && 'removedEntries' in answer;
  return isCounted && typeof answer.removedEntries === 'number' ? answer.removedEntries : 0;
}
