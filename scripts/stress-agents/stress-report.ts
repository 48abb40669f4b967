import type { Violation } from './history.ts';
import type { FaultName } from './stress-plan.ts';
import type { WaveResult } from './wave.ts';

/** What a run has seen so far. */
export interface StressFigures {
  readonly seconds: number;
  readonly waves: number;
  /** Questions, and how often they were sent: lost answers are asked for again, and impatient clients ask twice. */
  readonly asks: number;
  readonly sent: number;
  readonly lostAnswers: number;
  readonly acknowledgedAnswers: number;
  readonly acknowledgedFailures: number;
  /** Codes of errors that name no run. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly failedRuns: number;
  /** Of conversations, meanwhile. */
  readonly reads: number;
  /** The longest time from the last answer of a wave until no run was under way, in milliseconds. */
  readonly longestSettledMs: number;
  readonly faults: Readonly<Partial<Record<FaultName, number>>>;
  readonly faultsNotReached: number;
  readonly violations: readonly Violation[];
}

/** Adds up the waves of a run. */
export class StressReport {
  readonly #waves: WaveResult[] = [];
  #beganAt = performance.now();

  begin(): void {
    this.#beganAt = performance.now();
  }

  add(wave: WaveResult): void {
    this.#waves.push(wave);
  }

  figures(): StressFigures {
    const waves = this.#waves;
    const askers = waves.flatMap((wave) => wave.askers);
    const told = askers.flatMap(({ acknowledgements }) => acknowledgements);
    const answers = told.filter(({ sort }) => sort === 'answer').length;
    return {
      seconds: (performance.now() - this.#beganAt) / 1000,
      waves: waves.length,
      asks: askers.length,
      sent: sum(askers.map(({ sent }) => sent)),
      lostAnswers: sum(askers.map(({ lost }) => lost)),
      acknowledgedAnswers: answers,
      acknowledgedFailures: told.length - answers,
      refusals: count(askers.flatMap(({ refusals }) => refusals.map((code) => [code, 1]))),
      failedRuns: waves.at(-1)?.failedRuns ?? 0,
      reads: sum(waves.map(({ reads }) => reads)),
      longestSettledMs: Math.max(0, ...waves.map(({ settledMs }) => settledMs)),
      faults: count(waves.flatMap(({ faults }) => [...faults.played])),
      faultsNotReached: sum(waves.map(({ faultsNotReached }) => faultsNotReached)),
      violations: waves.flatMap(({ violations }) => violations),
    };
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function count(entries: readonly (readonly [string, number])[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [name, times] of entries) counts[name] = (counts[name] ?? 0) + times;
  return counts;
}
