import type { Cache } from '../../../subgraphs/shared/cache/cache.ts';
import { median, timed } from '../../measuring/measure.ts';
import { type Bench, withRedis } from '../bench.ts';
import { BENCH_KIND, openBenchCache } from '../contenders/engine.ts';
import type { Scenario } from '../scenario.ts';
import { slowestCommand, watchSlowCommands } from '../slow-log.ts';
import { figureOfOurs } from '../summarise.ts';
import { keysOf, smallValue } from '../values.ts';

const PAGE = 500;
const TAG = 'model';

interface Outcome {
  readonly milliseconds: number;
  readonly slowest: number;
  readonly command: string;
  readonly removedEntries: number;
}

/** What a tag costs that very many entries carry. */
export const tag100k: Scenario = {
  name: 'tag-100k',
  summary: 'a tag over 100,000 entries is invalidated',
  async run(bench) {
    const count = bench.size(100_000, 5000);
    const outcomes: Outcome[] = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      bench.say(`  round ${round + 1} of ${bench.rounds}: filling ${count} entries`);
      outcomes.push(await invalidateOnce(bench, count));
    }
    const of = (field: 'milliseconds' | 'slowest' | 'removedEntries') =>
      outcomes.map((outcome) => outcome[field]);
    const worst = outcomes.find(({ slowest }) => slowest === Math.max(...of('slowest')));
    return [
      figureOfOurs(of('milliseconds'), {
        name: 'acknowledged',
        unit: 'ms',
        better: 'less',
        bars: [{ of: 'ours', atMost: 2 }],
      }),
      figureOfOurs([worst?.slowest ?? 0], {
        name: 'slowest Redis command (worst round)',
        unit: 'ms',
        better: 'less',
        bars: [{ of: 'ours', atMost: 10 }],
        note: worst?.command ?? '',
      }),
      figureOfOurs([median(of('removedEntries'))], {
        name: 'removedEntries',
        unit: 'entries',
        better: 'more',
      }),
    ];
  },
};

async function invalidateOnce(bench: Bench, count: number): Promise<Outcome> {
  const { port } = await bench.emptyRedis();
  const cache = openBenchCache({ port, isMemoryOn: true });
  try {
    const keys = keysOf(count);
    for (let at = 0; at < count; at += PAGE) {
      const requests = keys
        .slice(at, at + PAGE)
        .map((key) => ({ kind: BENCH_KIND, key, tags: [TAG] }));
      await cache.getOrLoadMany(requests, async (missing) =>
        missing.map(({ key }) => smallValue(String(key))),
      );
    }
    await warmUpInvalidation(cache);
    return await withRedis(port, async (redis) => {
      await watchSlowCommands(redis);
      let removedEntries = 0;
      const milliseconds = await timed(async () => {
        ({ removedEntries } = await cache.invalidate({ tags: [TAG] }));
      });
      await untilSwept(redis);
      const { milliseconds: slowest, command } = await slowestCommand(redis);
      return { milliseconds, slowest, command, removedEntries };
    });
  } finally {
    await cache.close();
  }
}

/** A small tag again and again: scripts that Redis knows, code that is compiled. */
async function warmUpInvalidation(cache: Cache): Promise<void> {
  const tags = ['another'];
  for (let at = 0; at < 50; at += 1) {
    await cache.getOrLoad({ kind: BENCH_KIND, key: 'another', tags }, () => smallValue('another'));
    await cache.invalidate({ tags });
  }
}

/** What the engine removes in the background must not block Redis either: wait until the number of keys rests. */
async function untilSwept(redis: { dbsize(): Promise<number> }): Promise<void> {
  let before = Number.NaN;
  for (let still = 0; still < 3; ) {
    const keys = await redis.dbsize();
    still = keys === before ? still + 1 : 0;
    before = keys;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
