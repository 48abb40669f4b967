import { describe, expect, it } from '@jest/globals';
import { ours } from '../contenders/ours.ts';
import { apollo, hive, hiveRust, mercurius } from '../contenders/peers.ts';
import type { LoadFigures } from '../load/drive-load.ts';
import { judgeBars } from './bars.ts';

const figures = (cpuMs: number): LoadFigures => ({ cpuMs, perSecond: 1, p50: 1, p99: 1, busy: 1 });
const round = (cpu: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(cpu).map(([name, cpuMs]) => [name, figures(cpuMs)]));
const judge = (rounds: ReturnType<typeof round>[]) =>
  judgeBars({
    loads: [{ name: 'varied-16', summary: '', connections: 16, rounds }],
    memory: null,
    coldSearch: null,
  });

describe('the bars of a load', () => {
  const peers = { [hive.name]: 9, [hiveRust.name]: 3, [mercurius.name]: 2 };

  it('are judged by the median of the ratios of the rounds, whatever the rounds’ own speed', () => {
    const bars = judge([
      round({ [ours.name]: 1, [apollo.name]: 7, ...peers }),
      round({ [ours.name]: 10, [apollo.name]: 70, ...peers }),
      round({ [ours.name]: 1, [apollo.name]: 1, ...peers }),
    ]);

    expect(bars[0]).toMatchObject({ measured: 7, isMet: true });
  });

  it('compare with the best of several', () => {
    const [, bar] = judge([round({ [ours.name]: 1.6, [apollo.name]: 7, ...peers })]);

    expect(bar).toMatchObject({ measured: 1.25, isMet: false });
  });

  it('are missed when one of the contenders was not there', () => {
    expect(judge([round({ [ours.name]: 1 })])[0]).toMatchObject({
      measured: Number.NaN,
      isMet: false,
    });
  });
});
