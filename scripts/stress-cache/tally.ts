import type { CacheStatus } from '../../subgraphs/shared/cache/types.ts';
import type { InvalidationCount, TallyMessage } from './messages.ts';

/** What one process counts between two of its reports. */
export class Tally {
  #reads = noReads();
  #failedLoads = 0;
  #loads = 0;
  #invalidations: InvalidationCount[] = [];
  #faults: Record<string, number> = {};
  /** Faults of the cache since the process started. */
  faultsEver = 0;

  addRead(status: CacheStatus): void {
    this.#reads[status]++;
  }

  addFailedLoad(): void {
    this.#failedLoads++;
  }

  addLoad(): void {
    this.#loads++;
  }

  addInvalidation(count: InvalidationCount): void {
    this.#invalidations.push(count);
  }

  addFault(operation: string): void {
    this.#faults[operation] = (this.#faults[operation] ?? 0) + 1;
    if (operation !== 'load') this.faultsEver++;
  }

  /** What was counted since the last call. */
  take(): TallyMessage {
    const taken = {
      reads: this.#reads,
      failedLoads: this.#failedLoads,
      loads: this.#loads,
      invalidations: this.#invalidations,
      faults: this.#faults,
    };
    this.#reads = noReads();
    this.#failedLoads = 0;
    this.#loads = 0;
    this.#invalidations = [];
    this.#faults = {};
    return taken;
  }
}

export function noReads(): Record<CacheStatus, number> {
  return { HIT: 0, MISS: 0, STALE: 0, BYPASS: 0 };
}
