import type { CacheStatus } from '../../subgraphs/shared/cache/types.ts';
import type { Chaos, PlayedAct } from './chaos.ts';
import type { TallyMessage, Violation } from './messages.ts';
import type { SceneName } from './scenes.ts';
import { noReads } from './tally.ts';
import { INVALIDATION_SORTS, type InvalidationSort } from './targets.ts';

const MOST_VIOLATIONS_KEPT = 50;

type SceneCounts = { held: number; disturbed: number; violated: number };

/** A violation with what was going wrong when it was seen. */
export interface SeenViolation extends Violation {
  readonly afterSeconds: number;
  readonly chaos: readonly PlayedAct[];
}

export interface InvalidationFigures {
  readonly acknowledged: number;
  readonly failed: number;
  /** Of the acknowledged ones, in ms. */
  readonly p50: number | null;
  readonly p99: number | null;
  readonly max: number | null;
}

/** A run in figures; `--json` prints this. */
export interface StressFigures {
  readonly seconds: number;
  readonly readsChecked: number;
  readonly readsPerSecond: number;
  readonly reads: Readonly<Record<CacheStatus, number>>;
  readonly failedLoads: number;
  readonly loads: number;
  readonly invalidations: Readonly<Record<InvalidationSort, InvalidationFigures>>;
  readonly chaos: Readonly<Record<string, number>>;
  readonly scenes: Readonly<Partial<Record<SceneName, SceneCounts>>>;
  readonly faults: Readonly<Record<string, number>>;
  readonly staleReads: number;
  readonly g2Violations: number;
  readonly otherViolations: number;
  readonly violations: readonly SeenViolation[];
}

/** Sums up what the processes tell. */
export class StressReport {
  readonly #reads = noReads();
  #failedLoads = 0;
  #loads = 0;
  readonly #acknowledged = new Map<InvalidationSort, number[]>();
  readonly #failed = new Map<InvalidationSort, number>();
  readonly #faults = new Map<string, number>();
  readonly #scenes = new Map<SceneName, SceneCounts>();
  readonly #violations: SeenViolation[] = [];
  readonly #violationCounts = new Map<Violation['sort'], number>();
  #chaos: Chaos | undefined;
  #beganAt = Date.now();
  #endedAt: number | undefined;

  begin(chaos: Chaos): void {
    this.#chaos = chaos;
    this.#beganAt = Date.now();
  }

  end(): void {
    this.#endedAt = Date.now();
  }

  add(tally: TallyMessage): void {
    for (const status of Object.keys(tally.reads) as CacheStatus[]) {
      this.#reads[status] += tally.reads[status];
    }
    this.#failedLoads += tally.failedLoads;
    this.#loads += tally.loads;
    for (const { sort, isAcknowledged, milliseconds } of tally.invalidations) {
      if (!isAcknowledged) this.#failed.set(sort, (this.#failed.get(sort) ?? 0) + 1);
      else this.#acknowledged.set(sort, [...(this.#acknowledged.get(sort) ?? []), milliseconds]);
    }
    for (const [operation, count] of Object.entries(tally.faults)) {
      this.#faults.set(operation, (this.#faults.get(operation) ?? 0) + count);
    }
  }

  addScene(name: SceneName, outcome: keyof SceneCounts): void {
    const counts = this.#scenes.get(name) ?? { held: 0, disturbed: 0, violated: 0 };
    counts[outcome]++;
    this.#scenes.set(name, counts);
  }

  addViolation(violation: Violation): void {
    this.#violationCounts.set(violation.sort, (this.#violationCounts.get(violation.sort) ?? 0) + 1);
    if (this.#violations.length === MOST_VIOLATIONS_KEPT) return;
    const afterSeconds = (violation.at - this.#beganAt) / 1000;
    this.#violations.push({ ...violation, afterSeconds, chaos: this.#chaos?.recent() ?? [] });
  }

  /** All violations, also those that were not kept. */
  get violationCount(): number {
    return [...this.#violationCounts.values()].reduce((sum, count) => sum + count, 0);
  }

  figures(): StressFigures {
    const seconds = ((this.#endedAt ?? Date.now()) - this.#beganAt) / 1000;
    const readsChecked = Object.values(this.#reads).reduce((sum, count) => sum + count, 0);
    const count = (sort: Violation['sort']) => this.#violationCounts.get(sort) ?? 0;
    const [staleReads, g2Violations] = [count('stale read'), count('stampede')];
    return {
      seconds,
      readsChecked,
      readsPerSecond: Math.round(readsChecked / seconds),
      reads: { ...this.#reads },
      failedLoads: this.#failedLoads,
      loads: this.#loads,
      invalidations: this.#invalidationFigures(),
      chaos: Object.fromEntries(this.#chaos?.counts ?? []),
      scenes: Object.fromEntries(this.#scenes),
      faults: Object.fromEntries(this.#faults),
      staleReads,
      g2Violations,
      otherViolations: this.violationCount - staleReads - g2Violations,
      violations: this.#violations,
    };
  }

  #invalidationFigures(): Record<InvalidationSort, InvalidationFigures> {
    const figuresOf = (sort: InvalidationSort): InvalidationFigures => {
      const took = [...(this.#acknowledged.get(sort) ?? [])].sort((left, right) => left - right);
      const at = (part: number) =>
        took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? null;
      const failed = this.#failed.get(sort) ?? 0;
      return { acknowledged: took.length, failed, p50: at(0.5), p99: at(0.99), max: at(1) };
    };
    const entries = INVALIDATION_SORTS.map((sort) => [sort, figuresOf(sort)] as const);
    return Object.fromEntries(entries) as Record<InvalidationSort, InvalidationFigures>;
  }
}
