import { measureLatency } from '../../measuring/measure.ts';
import { pairedRounds } from '../../measuring/paired-rounds.ts';
import type { Contender } from '../contender.ts';
import { type ContenderId, PEERS, withContenders } from '../contenders/open-contender.ts';
import type { Figure } from '../figure.ts';
import { rolesOf } from '../roles.ts';
import type { Scenario } from '../scenario.ts';
import { summarise } from '../summarise.ts';
import { keysOf, SIZES } from '../values.ts';
import { warmUp } from '../warm-up.ts';

const AT_ONCE = 20;
const KEYS = keysOf(200);
const CONTENDERS: readonly ContenderId[] = ['engine', ...PEERS, 'rawRedis', 'rawRedisWithJson'];

/** How long twenty keys take that are asked for together. */
export const many20: Scenario = {
  name: 'many-20',
  summary: `${AT_ONCE} keys at once that Redis answers, memory off`,
  async run(bench) {
    const figures: Figure[] = [];
    for (const [size, load] of SIZES) {
      const { port } = await bench.emptyRedis();
      await withContenders(CONTENDERS, { port, isMemoryOn: false, load }, async (opened) => {
        const contenders = opened.map(named);
        await warmUp(contenders, KEYS);
        const rounds = await pairedRounds(contenders, bench.rounds, async (contender) => ({
          ...(await measureLatency(bench.size(600, 50), (at) => readTogether(contender, at))),
        }));
        const roles = rolesOf(contenders);
        const plan = { unit: 'ms', better: 'less' } as const;
        const bars = [{ of: 'ratioToLimit', atMost: 1.4 }] as const;
        figures.push(
          summarise(rounds, roles, { ...plan, name: `${size}, p50`, sample: 'p50', bars }),
          summarise(rounds, roles, { ...plan, name: `${size}, p99`, sample: 'p99' }),
        );
      });
    }
    return figures;
  },
};

/** A library without a bulk read is asked key by key, and its name says so. */
function named(contender: Contender): Contender {
  if (contender.readMany !== undefined) return contender;
  return { ...contender, name: `${contender.name} (Promise.all)` };
}

function readTogether(contender: Contender, at: number): Promise<unknown> {
  const from = (at * AT_ONCE) % KEYS.length;
  const keys = KEYS.slice(from, from + AT_ONCE);
  return contender.readMany === undefined
    ? Promise.all(keys.map((key) => contender.read(key)))
    : contender.readMany(keys);
}
