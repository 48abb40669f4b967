import { setTimeout as delay } from 'node:timers/promises';
import { measureLatency, timed } from '../../measuring/measure.ts';
import { pairedRounds } from '../../measuring/paired-rounds.ts';
import type { Bench } from '../bench.ts';
import type { Contender } from '../contender.ts';
import { type ContenderId, openContender } from '../contenders/open-contender.ts';
import type { Figure, Role, Round, Sample } from '../figure.ts';
import type { BenchChild } from '../processes/bench-child.ts';
import { rolesOf } from '../roles.ts';
import type { Scenario } from '../scenario.ts';
import { summarise } from '../summarise.ts';
import { keysOf, searchResult } from '../values.ts';
import { warmUp } from '../warm-up.ts';

const TAGS = ['model'];
const KEYS = keysOf(20);
const PROCESSES = [1, 2, 4];
const CONTENDERS: readonly ContenderId[] = ['engine', 'bentocache', 'cacheable'];
const NOTE = 'peers do not wait for the other processes';

/** How long it takes until an invalidated tag is acknowledged. */
export const invalidateTag: Scenario = {
  name: 'invalidate-tag',
  summary: 'a tag is invalidated; 1, 2 and 4 processes listen; one of two is stopped',
  async run(bench) {
    const figures: Figure[] = [];
    for (const processes of PROCESSES) {
      await withListeners(bench, processes - 1, async (contenders) => {
        const rounds = await pairedRounds(contenders, bench.rounds, (contender) =>
          measure(contender, bench.size(300, 20)),
        );
        figures.push(...latencies(rounds, rolesOf(contenders), processes));
      });
    }
    return [...figures, ...(await whenOneIsStopped(bench))];
  },
};

function latencies(
  rounds: readonly Round[],
  roles: Readonly<Record<string, Role>>,
  processes: number,
): Figure[] {
  return ['p50', 'p99', 'max'].map((sample) =>
    summarise(rounds, roles, {
      name: `${sample}, ${processes} process${processes > 1 ? 'es' : ''}`,
      sample,
      unit: 'ms',
      better: 'less',
      ...(sample === 'p50' && { note: NOTE }),
    }),
  );
}

async function measure(contender: Contender, times: number): Promise<Sample> {
  await warmUp([contender], KEYS, 0);
  return { ...(await measureLatency(times, () => invalidate(contender))) };
}

/** The engine waits until a process that hangs can no longer serve from its memory; the next invalidation knows. */
async function whenOneIsStopped(bench: Bench): Promise<readonly Figure[]> {
  const rounds: Round[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    await withListeners(
      bench,
      1,
      async ([engine], signal) => {
        if (engine === undefined) return;
        await invalidate(engine);
        signal('SIGSTOP');
        const first = await timed(() => invalidate(engine));
        const next = await measureLatency(20, () => invalidate(engine));
        signal('SIGCONT');
        rounds.push({ engine: { first, next: next.max } });
      },
      ['engine'],
    );
  }
  const plan = { unit: 'ms', better: 'less' } as const;
  const roles = { engine: 'ours' } as const;
  return [
    summarise(rounds, roles, { ...plan, name: 'one of 2 stopped, first', sample: 'first' }),
    summarise(rounds, roles, { ...plan, name: 'one of 2 stopped, worst of next', sample: 'next' }),
  ];
}

/** The contenders in this process, with `others` processes of each beside it that have read everything. */
async function withListeners(
  bench: Bench,
  others: number,
  use: (contenders: readonly Contender[], signal: (name: NodeJS.Signals) => void) => Promise<void>,
  ids: readonly ContenderId[] = CONTENDERS,
): Promise<void> {
  const { port } = await bench.emptyRedis();
  const settings = { port, isMemoryOn: true, tags: TAGS };
  const contenders: Contender[] = [];
  try {
    const children: BenchChild[] = [];
    for (const id of ids) {
      contenders.push(await openContender(id, { ...settings, load: searchResult }));
      for (let at = 0; at < others; at += 1)
        children.push(await bench.startProcess({ ...settings, contender: id, loadMs: 0 }));
    }
    for (const child of children) await child.do('readEach', { keys: KEYS });
    await warmUp(contenders, KEYS);
    for (const each of contenders) await measureLatency(20, () => invalidate(each));
    await delay(100);
    await use(contenders, (name) => {
      for (const child of children) child.signal(name);
    });
  } finally {
    bench.stopProcesses();
    await Promise.all(contenders.map((contender) => contender.close()));
  }
}

function invalidate(contender: Contender): Promise<unknown> {
  return contender.invalidateTag?.('model') ?? Promise.resolve();
}
