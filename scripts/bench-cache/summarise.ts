import { median } from '../measuring/measure.ts';
import type { Bar, Comparison, Figure, Role, Round } from './figure.ts';

/** How the samples of some rounds become one figure. */
export interface FigurePlan {
  readonly name: string;
  readonly unit: string;
  readonly better: 'more' | 'less';
  /** The name within each sample. Default: the only one, `value`. */
  readonly sample?: string;
  /** Which contender is the engine. Default: the one whose role is `ours`. */
  readonly ours?: string;
  readonly bars?: readonly Bar[];
  readonly note?: string;
}

/**
 * Medians of the rounds and, for each other contender, the median of the ratios of the rounds: a slow minute of the machine
 * slows both sides of a ratio.
 */
export function summarise(
  rounds: readonly Round[],
  roles: Readonly<Record<string, Role>>,
  plan: FigurePlan,
): Figure {
  const valuesOf = (contender: string) =>
    rounds.map((round) => round[contender]?.[plan.sample ?? 'value'] ?? Number.NaN);
  const ourName = plan.ours ?? Object.keys(roles).find((each) => roles[each] === 'ours') ?? 'ours';
  const ours = valuesOf(ourName);
  const compare = (role: Role) =>
    Object.keys(roles)
      .filter((each) => roles[each] === role)
      .map((each) => compareWith(each, ours, valuesOf(each)))
      .filter(({ value }) => !Number.isNaN(value));
  const figure = {
    name: plan.name,
    unit: plan.unit,
    better: plan.better,
    ours: median(ours),
    peers: compare('peer').sort(bestFirst(plan.better)),
    limits: compare('limit'),
    ...(plan.note !== undefined && { note: plan.note }),
  };
  return { ...figure, bars: (plan.bars ?? []).map((bar) => judge(bar, figure)) };
}

/** A figure that was measured on the engine alone; `values` of the rounds. */
export function figureOfOurs(values: readonly number[], plan: FigurePlan): Figure {
  return summarise(
    values.map((value) => ({ ours: { [plan.sample ?? 'value']: value } })),
    { ours: 'ours' },
    plan,
  );
}

function bestFirst(better: FigurePlan['better']) {
  return (left: Comparison, right: Comparison) =>
    better === 'more' ? right.value - left.value : left.value - right.value;
}

function compareWith(name: string, ours: readonly number[], theirs: readonly number[]): Comparison {
  const ratios = ours.map((value, at) => value / (theirs[at] ?? Number.NaN));
  return { name, value: median(theirs), ratio: median(ratios) };
}

function judge(bar: Bar, figure: Omit<Figure, 'bars'>): Figure['bars'][number] {
  const measured = {
    ours: figure.ours,
    ratioToLimit: figure.limits[0]?.ratio ?? Number.NaN,
    ratioToBestPeer: figure.peers[0]?.ratio ?? Number.NaN,
  }[bar.of];
  const { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY } = bar;
  const [sign, bound] = bar.atMost === undefined ? ['≥', atLeast] : ['≤', atMost];
  const unit = bar.of === 'ours' ? ` ${figure.unit}` : `× ${nameOfOther(bar, figure)}`;
  const says = `${sign} ${bound.toLocaleString('en')}${unit}`;
  return { says, isMet: measured <= atMost && measured >= atLeast };
}

function nameOfOther(bar: Bar, figure: Omit<Figure, 'bars'>): string {
  const other = bar.of === 'ratioToLimit' ? figure.limits[0] : figure.peers[0];
  return other?.name ?? 'nobody';
}
