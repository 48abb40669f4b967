import type { CacheStatus } from '../../subgraphs/shared/cache/types.ts';
import type { InvalidationSort } from './targets.ts';

/** What a stress process is started with; JSON as its only argument. */
export interface ProcessSettings {
  readonly index: number;
  readonly processes: number;
  readonly seed: number;
  readonly redisPort: number;
  readonly registerPath: string;
  /** The `cache.ts` to try: the house's, or a mutant's. */
  readonly engine: string;
  readonly memoryMaxBytes: number;
  readonly skewMs: number;
  /** How far the clock runs ahead, in ms per second. */
  readonly driftMsPerSecond: number;
  readonly invalidations: Readonly<Partial<Record<InvalidationSort, number>>>;
  /** How often a load takes 300 ms, from 0 to 1. */
  readonly slowLoads: number;
  /** What a reader rests after 64 reads, in ms; 0 lets only the event loop turn. */
  readonly restMs: number;
}

/** Fifty readers that ask at once for a scene's key. */
export interface SceneReads {
  readonly row: number;
  readonly times: number;
  readonly loadMs: number;
}

export interface SceneAnswer {
  readonly versions: readonly number[];
  readonly statuses: readonly CacheStatus[];
  /** Faults of the cache meanwhile: with one, the scene was no quiet moment. */
  readonly faults: number;
}

/** What the parent tells a process. Each is answered when it is done. */
export type Order =
  | { readonly do: 'pause' }
  | { readonly do: 'resume' }
  /** Waits until memory serves: the heartbeat is heard. */
  | { readonly do: 'settle' }
  | { readonly do: 'skew'; readonly milliseconds: number }
  | ({ readonly do: 'read' } & SceneReads)
  | { readonly do: 'invalidate'; readonly row: number };

export interface OrderMessage {
  readonly id: number;
  readonly order: Order;
}

/** An answer that was older than it may be, or that should not have been given at all. */
export interface Violation {
  readonly sort:
    | 'stale read'
    | 'wrong value'
    | 'unexpected error'
    | 'stampede'
    | 'overtaken holder'
    | 'older server';
  /** ms since the epoch, by the machine's clock. */
  readonly at: number;
  readonly process: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface InvalidationCount {
  readonly sort: InvalidationSort;
  readonly isAcknowledged: boolean;
  readonly milliseconds: number;
}

/** What happened since the last report of the same process. */
export interface TallyMessage {
  readonly reads: Readonly<Record<CacheStatus, number>>;
  readonly failedLoads: number;
  readonly loads: number;
  readonly invalidations: readonly InvalidationCount[];
  readonly faults: Readonly<Record<string, number>>;
}

/** What a process tells the parent. */
export type Report =
  | { readonly ready: true }
  | { readonly answered: number; readonly answer?: unknown }
  | { readonly violation: Violation }
  | { readonly tally: TallyMessage };
