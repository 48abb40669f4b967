import { LatencyHistogram } from './latency-histogram.ts';
import type { CacheKind, KindStats } from './types.ts';

/** What this process has seen of one kind since it started. Reads are counted once each, by how they were answered. */
export class KindCounters {
  memoryHits = 0;
  redisHits = 0;
  /** Reads that no cache could answer: loaded, joined to a load, or loaded around a Redis that was away. */
  misses = 0;
  staleServed = 0;
  /** Loads that ran here. */
  loads = 0;
  /** Reads that were answered by a load of another read of this process. */
  coalescedLoads = 0;
  /** Loads that failed, entries that could not be read or written, reads that Redis left without an answer. */
  errors = 0;
  readonly loadTimes = new LatencyHistogram();

  toStats(kind: string, settings: CacheKind, entries: EntryCount): KindStats {
    const hits = this.memoryHits + this.redisHits;
    return {
      kind,
      entries: entries.count,
      entriesApproximate: entries.isApproximate,
      ttlSeconds: settings.ttlSeconds,
      memoryHits: this.memoryHits,
      redisHits: this.redisHits,
      misses: this.misses,
      staleServed: this.staleServed,
      loads: this.loads,
      coalescedLoads: this.coalescedLoads,
      errors: this.errors,
      hitRate: rate(hits, this.misses + this.staleServed),
      loadMsP50: this.loadTimes.quantile(0.5),
      loadMsP99: this.loadTimes.quantile(0.99),
    };
  }
}

export interface EntryCount {
  readonly count: number;
  readonly isApproximate: boolean;
}

/** Hits among all reads; 0 before the first. */
export function rate(hits: number, others: number): number {
  return hits + others === 0 ? 0 : hits / (hits + others);
}
