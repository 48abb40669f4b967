import { measureLatency, median } from '../../measuring/measure.ts';
import { pairedRounds } from '../../measuring/paired-rounds.ts';
import type { Bench } from '../bench.ts';
import { type ContenderId, withContenders } from '../contenders/open-contender.ts';
import type { Figure, Round, Sample } from '../figure.ts';
import { fillRedis } from '../fill-redis.ts';
import { rolesOf } from '../roles.ts';
import type { Scenario } from '../scenario.ts';
import { summarise } from '../summarise.ts';
import { keysOf, searchResult, smallValue } from '../values.ts';
import { warmUp } from '../warm-up.ts';

const KEYS = keysOf(100);
const CONTENDERS: readonly ContenderId[] = ['engine', 'rawRedisWithJson'];
const PLAN = { sample: 'p50', unit: 'ms', better: 'less' } as const;

/** Whether a hit from Redis costs more when there is more of everything. */
export const growth: Scenario = {
  name: 'growth',
  summary:
    'p50 of one read that Redis answers, 1 KB, memory off, with more keys, tags and processes',
  async run(bench) {
    const figures: Figure[] = [];
    for (const keys of [1000, bench.size(100_000, 2000)])
      figures.push(await withKeys(bench, keys, `${keys.toLocaleString('en')} keys`));
    for (const tags of [1, 10, 100])
      figures.push(await withKeys(bench, 0, `${tags} tag${tags > 1 ? 's' : ''} an entry`, tags));
    for (const processes of [1, 4]) figures.push(await withProcesses(bench, processes));
    return figures;
  },
};

async function withKeys(bench: Bench, others: number, name: string, tags = 0): Promise<Figure> {
  const { port } = await bench.emptyRedis();
  const fillers = keysOf(others).map((key) => `beside: ${key}`);
  await fillRedis(port, fillers, { makeValue: smallValue });
  const named = Array.from({ length: tags }, (_, at) => `file-${at}`);
  const options = {
    port,
    isMemoryOn: false,
    load: searchResult,
    ...(tags > 0 && { tags: named }),
  };
  return withContenders(CONTENDERS, options, async (contenders) => {
    await warmUp(contenders, KEYS, 500);
    const rounds = await pairedRounds(contenders, bench.rounds, async (contender) => ({
      ...(await measureLatency(bench.size(1500, 100), (at) =>
        contender.read(KEYS[at % KEYS.length] ?? ''),
      )),
    }));
    return summarise(rounds, rolesOf(contenders), { ...PLAN, name });
  });
}

/** Every process reads all the time; the figure is the median of the processes. */
async function withProcesses(bench: Bench, processes: number): Promise<Figure> {
  const { port } = await bench.emptyRedis();
  const rounds: Round[] = [];
  const settings = { port, isMemoryOn: false, loadMs: 0 };
  const start = (contender: ContenderId) =>
    Promise.all(
      Array.from({ length: processes }, () => bench.startProcess({ ...settings, contender })),
    );
  try {
    const children = { engine: await start('engine'), raw: await start('rawRedisWithJson') };
    const measure = async (of: keyof typeof children, times: number): Promise<Sample> => {
      const ask = { keys: KEYS, times };
      const measured = children[of].map((child) => child.do('measureReads', ask));
      return { p50: median((await Promise.all(measured)).map(({ p50 }) => p50)) };
    };
    for (const of of ['engine', 'raw'] as const) await measure(of, bench.size(2000, 300));
    for (let round = 0; round < bench.rounds; round += 1) {
      const times = bench.size(1500, 100);
      const [engine, raw] = [await measure('engine', times), await measure('raw', times)];
      rounds.push({ engine, 'ioredis + JSON.parse': raw });
    }
  } finally {
    bench.stopProcesses();
  }
  const roles = { engine: 'ours', 'ioredis + JSON.parse': 'limit' } as const;
  const name = `${processes} process${processes > 1 ? 'es' : ''} reading`;
  return summarise(rounds, roles, { ...PLAN, name });
}
