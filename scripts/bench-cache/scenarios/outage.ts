import { setTimeout as delay } from 'node:timers/promises';
import type { PrivateRedis } from '../../../subgraphs/shared/testing/private-redis.ts';
import type { Bench } from '../bench.ts';
import { type ContenderId, openContender } from '../contenders/open-contender.ts';
import type { Figure, Role, Round, Sample } from '../figure.ts';
import type { Scenario } from '../scenario.ts';
import { type Outage, SteadyReaders, summariseOutage } from '../steady-readers.ts';
import { summarise } from '../summarise.ts';
import { keysOf, searchResult } from '../values.ts';
import { warmUp } from '../warm-up.ts';

/** Few, so that a key soon comes again: what was loaded after the fault is a hit 200 ms later. */
const KEYS = keysOf(10);
const LOAD_MS = 2;
const CONTENDERS = { engine: 'ours', bentocache: 'peer', cacheable: 'peer' } as const;
/** A client that waits for Redis for ever must not keep the benchmark for ever. */
const PATIENCE_MS = 5000;
type Fault = 'hung 5 s' | 'killed 3 s';

/** What reads feel while Redis hangs, and while it is gone, and how soon it is used again. */
export const outage: Scenario = {
  name: 'outage',
  summary: '50 reads/s, a load takes 2 ms, memory off: Redis hangs (SIGSTOP), then is killed',
  async run(bench) {
    const figures: Figure[] = [];
    const faults: readonly Fault[] = ['hung 5 s', 'killed 3 s'];
    for (const fault of faults) {
      const rounds: Round[] = [];
      for (let round = 0; round < Math.min(3, bench.rounds); round += 1) {
        const samples: Record<string, Sample> = {};
        for (const id of Object.keys(CONTENDERS) as (keyof typeof CONTENDERS)[]) {
          bench.say(`  ${fault}: ${id}, round ${round + 1}`);
          samples[id] = { ...(await measure(bench, id, fault)) };
        }
        rounds.push(samples);
      }
      figures.push(...figuresOf(rounds, fault));
    }
    return figures;
  },
};

function figuresOf(rounds: readonly Round[], fault: Fault): Figure[] {
  const roles: Readonly<Record<string, Role>> = CONTENDERS;
  const plan = (sample: keyof Outage, says: string, unit: string, atMost?: number) =>
    summarise(rounds, roles, {
      name: `${fault}: ${says}`,
      sample,
      unit,
      better: 'less',
      ...(atMost !== undefined && { bars: [{ of: 'ours', atMost }] }),
    });
  return [
    plan('worstFirst', 'worst added, first reads', 'ms', 300),
    plan('worstLater', 'worst added, reads after', 'ms', 10),
    plan('recovery', 'until hits are back', 'ms'),
    plan('failed', 'failed reads', 'reads', 0),
    plan('worstBefore', '(worst added before)', 'ms'),
  ];
}

async function measure(bench: Bench, id: ContenderId, fault: Fault): Promise<Outage> {
  const redis = await bench.startRedis();
  const loaded = new Set<string>();
  const load = async (key: string) => {
    loaded.add(key);
    await delay(LOAD_MS);
    return searchResult(key);
  };
  const contender = await openContender(id, { port: redis.port, isMemoryOn: false, load });
  try {
    await warmUp([contender], KEYS);
    const readers = new SteadyReaders(contender, { keys: KEYS, loaded, loadMs: LOAD_MS });
    readers.start();
    await delay(1000);
    const beganMs = performance.now();
    const endedMs = await breakAndMend(redis, fault, bench.isQuick);
    await readers.untilHits(PATIENCE_MS);
    const reads = await readers.stop(PATIENCE_MS);
    return summariseOutage(reads, { beganMs, endedMs });
  } finally {
    await redis.kill('SIGCONT');
    await Promise.race([contender.close().catch(() => undefined), delay(1000)]);
    await bench.stopRedis(redis);
  }
}

/** Answers when Redis was there again. */
async function breakAndMend(redis: PrivateRedis, fault: Fault, isQuick: boolean): Promise<number> {
  if (fault === 'hung 5 s') {
    await redis.kill('SIGSTOP');
    await delay(isQuick ? 1000 : 5000);
    await redis.kill('SIGCONT');
  } else {
    await redis.kill('SIGKILL');
    await delay(isQuick ? 1000 : 3000);
    await redis.restart();
  }
  return performance.now();
}
