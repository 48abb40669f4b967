import { setTimeout as delay } from 'node:timers/promises';
import { timed } from '../../measuring/measure.ts';
import { type Bench, withRedis } from '../bench.ts';
import { openBenchCache } from '../contenders/engine.ts';
import type { Figure } from '../figure.ts';
import { fillRedis } from '../fill-redis.ts';
import type { Scenario } from '../scenario.ts';
import { slowestCommand, watchSlowCommands } from '../slow-log.ts';
import { figureOfOurs } from '../summarise.ts';
import { smallValue } from '../values.ts';

const SIZES = [10_000, 100_000, 1_000_000];

/** What a pattern costs, and what other clients of the server feel meanwhile. */
export const pattern: Scenario = {
  name: 'pattern',
  summary: 'a pattern that matches 1 % of 10 k, 100 k and 1 M entries, once each',
  async run(bench) {
    const figures: Figure[] = [];
    const perKey: number[] = [];
    for (const count of bench.isQuick ? SIZES.slice(0, 1) : SIZES) {
      bench.say(`  filling ${count} entries`);
      const measured = await invalidateOnce(bench, count);
      figures.push(...measured.figures);
      perKey.push((measured.milliseconds * 1000) / count);
    }
    const growth = (perKey.at(-1) ?? 0) / (perKey[0] ?? 1);
    const plan = { name: 'µs per key, largest ÷ smallest', unit: '×', better: 'less' } as const;
    return bench.isQuick ? figures : [...figures, figureOfOurs([growth], plan)];
  },
};

async function invalidateOnce(
  bench: Bench,
  count: number,
): Promise<{ readonly milliseconds: number; readonly figures: readonly Figure[] }> {
  const server = await bench.startRedis();
  const { port } = server;
  await fillRedis(port, textsOf(count), { makeValue: smallValue });
  const foreign = await bench.startProcess({
    contender: 'map',
    port,
    isMemoryOn: false,
    loadMs: 0,
  });
  const cache = openBenchCache({ port, isMemoryOn: true });
  try {
    await delay(1000);
    await cache.invalidate({ tags: ['another'] });
    await foreign.do('worstPing', {});
    await delay(500);
    const quiet = await foreign.do('worstPing', {});
    return await withRedis(port, async (redis) => {
      await watchSlowCommands(redis);
      let removedEntries = 0;
      const milliseconds = await timed(async () => {
        ({ removedEntries } = await cache.invalidate({ pattern: 'about the model *' }));
      });
      const slowest = await slowestCommand(redis);
      const ping = await foreign.do('worstPing', {});
      const measured = { milliseconds, removedEntries, slowest, ping, quiet };
      return { milliseconds, figures: figuresOf(count, measured) };
    });
  } finally {
    await cache.close();
    bench.stopProcesses();
    await bench.stopRedis(server);
  }
}

function figuresOf(
  count: number,
  measured: {
    readonly milliseconds: number;
    readonly removedEntries: number;
    readonly slowest: { readonly milliseconds: number; readonly command: string };
    readonly ping: number;
    readonly quiet: number;
  },
): readonly Figure[] {
  const keys = `${count.toLocaleString('en')} keys`;
  const { milliseconds, removedEntries, slowest, ping, quiet } = measured;
  const less = { unit: 'ms', better: 'less' } as const;
  return [
    figureOfOurs([milliseconds], { ...less, name: `${keys}: acknowledged` }),
    figureOfOurs([(milliseconds * 1000) / count], {
      ...less,
      unit: 'µs',
      name: `${keys}: per key`,
    }),
    figureOfOurs([removedEntries], {
      name: `${keys}: removedEntries`,
      unit: 'entries',
      better: 'more',
    }),
    figureOfOurs([slowest.milliseconds], {
      ...less,
      name: `${keys}: slowest Redis command`,
      bars: [{ of: 'ours', atMost: 10 }],
      note: slowest.command,
    }),
    figureOfOurs([ping], {
      ...less,
      name: `${keys}: worst PING of another process`,
      note: `${quiet.toFixed(1)} ms in the half second before`,
    }),
  ];
}

/** One in a hundred is about the model. */
function* textsOf(count: number): Generator<string> {
  for (let at = 0; at < count; at += 1) {
    yield at % 100 === 0 ? `about the model ${at}` : `about something else ${at}`;
  }
}
