import type { Machine } from '../../measuring/machine.ts';
import { median } from '../../measuring/measure.ts';
import { ours, oursKeeping } from '../contenders/ours.ts';
import type { LoadFigures } from '../load/drive-load.ts';
import type { LoadRounds, MeasuredLoad } from '../load/measure-loads.ts';
import type { ColdSearchFigures } from '../measure-cold-search.ts';
import type { MemoryFigures } from '../measure-memory.ts';
import type { JudgedBar } from './bars.ts';
import { ratioOf } from './ratio-of.ts';

/** One run, as `--json` and `--output` write it. */
export interface Report extends Machine {
  readonly rounds: number;
  /** Of short times: not to be quoted. */
  readonly isQuick: boolean;
  readonly peers: Readonly<Record<string, string>>;
  readonly loads: readonly LoadReport[];
  /** Null when it was not asked for. */
  readonly memory: MemoryFigures | null;
  readonly coldSearch: ColdSearchFigures | null;
  readonly bars: readonly JudgedBar[];
}

export interface LoadReport extends Omit<MeasuredLoad, 'rounds'> {
  readonly contenders: readonly ContenderReport[];
}

/** Medians of the rounds; how ours compares is the median of the rounds' ratios. */
export interface ContenderReport extends LoadFigures {
  readonly name: string;
  /** Its CPU time per answer divided by ours. */
  readonly cpuToOurs: number;
  /** Its answers per second divided by ours. */
  readonly rateToOurs: number;
}

/** The figures of one load, contender by contender in the order of the plan. */
export function loadReportOf({ rounds, ...load }: MeasuredLoad): LoadReport {
  const names = Object.keys(rounds[0] ?? {});
  const under = names.includes(ours.name) ? ours.name : oursKeeping.name;
  return { ...load, contenders: names.map((over) => contenderReportOf(rounds, { over, under })) };
}

function contenderReportOf(
  rounds: LoadRounds,
  names: { readonly over: string; readonly under: string },
): ContenderReport {
  const of = (field: keyof LoadFigures) =>
    median(rounds.map((round) => round[names.over]?.[field] ?? Number.NaN));
  return {
    name: names.over,
    cpuMs: of('cpuMs'),
    perSecond: of('perSecond'),
    p50: of('p50'),
    p99: of('p99'),
    busy: of('busy'),
    cpuToOurs: ratioOf(rounds, 'cpuMs', names),
    rateToOurs: ratioOf(rounds, 'perSecond', names),
  };
}
