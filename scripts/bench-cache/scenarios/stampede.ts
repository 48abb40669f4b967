import { timed } from '../../measuring/measure.ts';
import type { Bench } from '../bench.ts';
import type { Role, Round, Sample } from '../figure.ts';
import type { BenchChild } from '../processes/bench-child.ts';
import type { Scenario } from '../scenario.ts';
import { summarise } from '../summarise.ts';

const PROCESSES = 2;
const READERS = 100;
const LOAD_MS = 50;
const CONTENDERS = {
  engine: 'ours',
  bentocache: 'peer',
  cacheable: 'peer',
  'layered-loader': 'peer',
} as const;
type Id = keyof typeof CONTENDERS;

/** How often a value is loaded that many ask for at the same time, and how long they wait. */
export const stampede: Scenario = {
  name: 'stampede',
  summary: `${PROCESSES} processes × ${READERS} cold readers of one key; a load takes ${LOAD_MS} ms`,
  async run(bench) {
    const { port } = await bench.emptyRedis();
    const ids = Object.keys(CONTENDERS) as Id[];
    const rounds: Record<string, Sample>[] = Array.from({ length: bench.rounds }, () => ({}));
    for (const id of ids) await measureRounds(bench, id, { port, rounds });
    const roles: Readonly<Record<string, Role>> = CONTENDERS;
    const plan = (name: string, unit: string) =>
      ({ name, sample: name, unit, better: 'less' }) as const;
    return [
      summarise(rounds as Round[], roles, {
        ...plan('loads', 'loads'),
        bars: [{ of: 'ours', atLeast: 1, atMost: 1 }],
      }),
      summarise(rounds as Round[], roles, plan('until all have it', 'ms')),
    ];
  },
};

/** Two processes of one contender at a time: eight side by side would wait for the processor, not for each other. */
async function measureRounds(
  bench: Bench,
  id: Id,
  { port, rounds }: { readonly port: number; readonly rounds: Record<string, Sample>[] },
): Promise<void> {
  const settings = { contender: id, port, isMemoryOn: true, loadMs: LOAD_MS };
  const children: BenchChild[] = [];
  for (let at = 0; at < PROCESSES; at += 1) children.push(await bench.startProcess(settings));
  for (const child of children) {
    await child.do('readAtOnce', { key: 'warm', times: READERS });
    await child.do('measureReads', { keys: ['warm'], times: 2000 });
  }
  for (const [at, round] of rounds.entries()) {
    let loads = 0;
    const took = await timed(async () => {
      const asked = { key: `cold ${at}`, times: READERS };
      const counts = await Promise.all(children.map((child) => child.do('readAtOnce', asked)));
      loads = counts.reduce((sum, count) => sum + count, 0);
    });
    round[id] = { loads, 'until all have it': took };
  }
  bench.stopProcesses();
}
