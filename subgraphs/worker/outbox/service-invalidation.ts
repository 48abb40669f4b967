import type { CacheServiceName } from '../../shared/service/cache-stats.ts';
import type { OutboxRow } from '../store/outbox-store.ts';
import type { Lane } from './outbox-event.ts';

/** How one service was told of a change. Shape of the graph's `ServiceInvalidation`. */
export interface ServiceInvalidation {
  readonly service: CacheServiceName;
  readonly status: 'DONE' | 'PENDING';
  readonly removedEntries: number;
  readonly error: string | null;
}

/** A service is done when every lane that is part of it is: the index belongs to retrieval, the bytes to the worker. */
const lanesOf: readonly (readonly [CacheServiceName, readonly Lane[]])[] = [
  ['WORKER', ['WORKER', 'BYTES']],
  ['RETRIEVAL', ['RETRIEVAL', 'INDEX']],
  ['AGENTS', ['AGENTS']],
  ['GATEWAY', ['GATEWAY']],
];

/** One answer per service that the change concerned. */
export function toInvalidations(rows: readonly OutboxRow[]): ServiceInvalidation[] {
  return lanesOf.flatMap(([service, lanes]) => {
    const own = rows.filter(({ lane }) => lanes.includes(lane));
    if (own.length === 0) return [];
    const waiting = own.filter(({ isDelivered }) => !isDelivered);
    const error = waiting.length === 0 ? null : firstError(waiting);
    return {
      service,
      status: waiting.length === 0 ? ('DONE' as const) : ('PENDING' as const),
      removedEntries: own.reduce((sum, row) => sum + row.removedEntries, 0),
      error,
    };
  });
}

function firstError(waiting: readonly OutboxRow[]): string {
  const known = waiting.find(({ error }) => error !== null)?.error;
  return known ?? 'Waiting for its turn; it is delivered on its own.';
}
