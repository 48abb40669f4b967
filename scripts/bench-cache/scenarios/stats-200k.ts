import { measureLatency } from '../../measuring/measure.ts';
import { openBenchCache } from '../contenders/engine.ts';
import { fillRedis } from '../fill-redis.ts';
import type { Scenario } from '../scenario.ts';
import { figureOfOurs } from '../summarise.ts';
import { keysOf, smallValue } from '../values.ts';

const ENTRIES = 200_000;

/** What it costs to ask how many entries there are. */
export const stats200k: Scenario = {
  name: 'stats-200k',
  summary: 'stats() with 200,000 entries',
  async run(bench) {
    const { port } = await bench.emptyRedis();
    const count = bench.size(ENTRIES, 5000);
    await fillRedis(port, keysOf(count), { makeValue: smallValue });
    const cache = openBenchCache({ port, isMemoryOn: true });
    try {
      const counted = (await cache.stats()).kinds[0]?.entries ?? 0;
      const p50s: number[] = [];
      await measureLatency(50, () => cache.stats());
      for (let round = 0; round < bench.rounds; round += 1)
        p50s.push((await measureLatency(bench.size(200, 20), () => cache.stats())).p50);
      return [
        figureOfOurs(p50s, {
          name: 'p50',
          unit: 'ms',
          better: 'less',
          bars: [{ of: 'ours', atMost: 5 }],
        }),
        figureOfOurs([counted], { name: 'entries counted', unit: 'entries', better: 'more' }),
      ];
    } finally {
      await cache.close();
    }
  },
};
