import { measureRate } from '../../measuring/measure.ts';
import { pairedRounds } from '../../measuring/paired-rounds.ts';
import type { Contender } from '../contender.ts';
import { type ContenderId, PEERS, withContenders } from '../contenders/open-contender.ts';
import type { Bar, Figure } from '../figure.ts';
import { rolesOf } from '../roles.ts';
import type { Scenario } from '../scenario.ts';
import { summarise } from '../summarise.ts';
import { keysOf, SIZES } from '../values.ts';
import { warmUp } from '../warm-up.ts';

const KEYS = keysOf(100);
const CONTENDERS: readonly ContenderId[] = ['engine', 'engineWithObjectKey', ...PEERS, 'map'];
const BARS: readonly Bar[] = [
  { of: 'ours', atLeast: 1_000_000 },
  { of: 'ratioToBestPeer', atLeast: 1.5 },
];

/** How many reads a second memory answers, one after the other. */
export const l1Hit: Scenario = {
  name: 'l1-hit',
  summary: 'reads that memory answers, one after the other with await',
  async run(bench) {
    const figures: Figure[] = [];
    for (const [size, makeValue] of SIZES) {
      const { port } = await bench.emptyRedis();
      const options = { port, isMemoryOn: true, load: makeValue };
      await withContenders(CONTENDERS, options, async (contenders) => {
        await warmUp(contenders, KEYS);
        const rounds = await pairedRounds(contenders, bench.rounds, (contender) =>
          measureHits(contender, bench.size(100_000, 5000)),
        );
        const roles = rolesOf(contenders);
        for (const { name } of contenders.filter(({ role }) => role === 'ours')) {
          const key = name === 'engine' ? 'string key' : 'object key';
          const plan = { name: `${size}, ${key}`, ours: name, bars: BARS };
          figures.push(summarise(rounds, roles, { ...plan, unit: 'ops/s', better: 'more' }));
        }
      });
    }
    return figures;
  },
};

async function measureHits(contender: Contender, times: number): Promise<{ value: number }> {
  const read = (at: number) => contender.read(KEYS[at % KEYS.length] ?? '');
  await measureRate(times / 10, read);
  return { value: await measureRate(times, read) };
}
