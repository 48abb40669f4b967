import { hello } from '../contenders/hello.ts';
import { ours, oursKeeping, oursKeepingInRedis } from '../contenders/ours.ts';
import {
  apollo,
  grafbase,
  hive,
  hiveKeeping,
  hiveKeepingInRedis,
  hiveRust,
  mercurius,
} from '../contenders/peers.ts';
import type { LoadFigures } from '../load/drive-load.ts';
import type { MeasuredLoad } from '../load/measure-loads.ts';
import type { ColdSearchFigures } from '../measure-cold-search.ts';
import type { MemoryFigures } from '../measure-memory.ts';
import { ratioOf } from './ratio-of.ts';

/** What was wanted, and whether it was reached. */
export interface JudgedBar {
  readonly says: string;
  /** NaN when it could not be measured. */
  readonly measured: number;
  readonly isMet: boolean;
}

interface RatioBar {
  readonly says: string;
  readonly load: string;
  readonly field: keyof LoadFigures;
  /** Contenders whose figures are divided by each other, every one by every one; the worst ratio counts. */
  readonly over: readonly { readonly name: string }[];
  readonly under: readonly { readonly name: string }[];
  readonly atLeast: number;
}

const cpu = { load: 'varied-16', field: 'cpuMs', under: [ours] } as const;
/** Answers per second of CPU are compared as CPU per answer: the load costs what hello costs, and would hold its rate down. */
const kept = { load: 'kept-16', field: 'cpuMs' } as const;

const ratioBars: readonly RatioBar[] = [
  { ...cpu, says: 'CPU of Apollo ≥ 6 × ours', over: [apollo], atLeast: 6 },
  {
    ...cpu,
    says: 'CPU of the best JavaScript gateway ≥ 2 × ours',
    over: [hive, hiveRust, mercurius],
    atLeast: 2,
  },
  {
    says: 'fixed request: answers/s ≥ 0.5 × Grafbase',
    load: 'fixed-16',
    field: 'perSecond',
    over: [ours],
    under: [grafbase],
    atLeast: 0.5,
  },
  {
    ...kept,
    says: 'kept in memory: answers per CPU second ≥ 0.75 × hello',
    over: [hello],
    under: [oursKeeping],
    atLeast: 0.75,
  },
  {
    ...kept,
    says: 'kept in memory: answers per CPU second ≥ 60 × Apollo',
    over: [apollo],
    under: [oursKeeping],
    atLeast: 60,
  },
  {
    ...kept,
    says: 'kept in memory: answers per CPU second ≥ 8 × Hive with its cache',
    over: [hiveKeeping, hiveKeepingInRedis],
    under: [oursKeeping],
    atLeast: 8,
  },
  {
    ...kept,
    says: 'kept in Redis only: answers per CPU second ≥ 0.5 × hello',
    over: [hello],
    under: [oursKeepingInRedis],
    atLeast: 0.5,
  },
];

const MEMORY_RATIO = 1.3;
const COLD_SEARCH_MS = 10;

/** The bars of what was measured. */
export function judgeBars(measured: {
  readonly loads: readonly MeasuredLoad[];
  readonly memory: MemoryFigures | null;
  readonly coldSearch: ColdSearchFigures | null;
}): JudgedBar[] {
  const { loads, memory, coldSearch } = measured;
  const bars = ratioBars.flatMap((bar) => {
    const load = loads.find(({ name }) => name === bar.load);
    return load === undefined ? [] : [judgeRatio(bar, load)];
  });
  if (memory) bars.push(atMost('idle memory ≤ 1.3 × Apollo', memory.ratio, MEMORY_RATIO));
  if (coldSearch)
    bars.push(
      atMost('first search of a cold process, p50 ≤ 10 ms', coldSearch.p50, COLD_SEARCH_MS),
    );
  return bars;
}

function judgeRatio(
  { says, field, over, under, atLeast }: RatioBar,
  load: MeasuredLoad,
): JudgedBar {
  const ratios = over.flatMap((above) =>
    under.map((below) => ratioOf(load.rounds, field, { over: above.name, under: below.name })),
  );
  const measured = Math.min(...ratios);
  return { says: `${load.name}: ${says}`, measured, isMet: measured >= atLeast };
}

function atMost(says: string, measured: number, bound: number): JudgedBar {
  return { says, measured, isMet: measured <= bound };
}
