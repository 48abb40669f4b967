import { measureConcurrentRate, measureLatency } from '../../measuring/measure.ts';
import { pairedRounds } from '../../measuring/paired-rounds.ts';
import type { Bench } from '../bench.ts';
import type { Contender } from '../contender.ts';
import { type ContenderId, PEERS, withContenders } from '../contenders/open-contender.ts';
import type { Figure, Sample } from '../figure.ts';
import { rolesOf } from '../roles.ts';
import type { Scenario } from '../scenario.ts';
import { type FigurePlan, summarise } from '../summarise.ts';
import { keysOf, SIZES } from '../values.ts';
import { warmUp } from '../warm-up.ts';

const KEYS = keysOf(200);
const LOOPS = 64;
const CONTENDERS: readonly ContenderId[] = ['engine', ...PEERS, 'rawRedis', 'rawRedisWithJson'];

/** How long one read takes that Redis answers. */
export const l2Hit1: Scenario = {
  name: 'l2-hit-1',
  summary: 'one read at a time that Redis answers, memory off',
  run: (bench) =>
    compare(
      bench,
      async (contender) => ({
        ...(await measureLatency(bench.size(3000, 200), reading(contender))),
      }),
      [
        {
          name: 'p50',
          sample: 'p50',
          unit: 'ms',
          better: 'less',
          bars: [{ of: 'ratioToLimit', atMost: 1.3 }],
        },
        { name: 'p99', sample: 'p99', unit: 'ms', better: 'less' },
      ],
    ),
};

/** How many reads a second Redis answers when many are under way. */
export const l2Hit64: Scenario = {
  name: 'l2-hit-64',
  summary: `${LOOPS} loops of reads that Redis answers, memory off`,
  run: (bench) =>
    compare(
      bench,
      async (contender) => ({
        value: await measureConcurrentRate(LOOPS, bench.size(15_000, 1000), reading(contender)),
      }),
      [
        {
          name: 'all loops together',
          unit: 'ops/s',
          better: 'more',
          bars: [{ of: 'ratioToLimit', atLeast: 0.6 }],
        },
      ],
    ),
};

async function compare(
  bench: Bench,
  measure: (contender: Contender) => Promise<Sample>,
  plans: readonly FigurePlan[],
): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [size, load] of SIZES) {
    const { port } = await bench.emptyRedis();
    await withContenders(CONTENDERS, { port, isMemoryOn: false, load }, async (contenders) => {
      await warmUp(contenders, KEYS);
      const rounds = await pairedRounds(contenders, bench.rounds, measure);
      const roles = rolesOf(contenders);
      const named = plans.map((plan) => ({ ...plan, name: `${size}, ${plan.name}` }));
      figures.push(...named.map((plan) => summarise(rounds, roles, plan)));
    });
  }
  return figures;
}

function reading(contender: Contender): (at: number) => Promise<unknown> {
  return (at) => contender.read(KEYS[at % KEYS.length] ?? '');
}
