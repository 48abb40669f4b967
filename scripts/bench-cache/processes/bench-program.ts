import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { measureLatency, timed } from '../../measuring/measure.ts';
import { openContender } from '../contenders/open-contender.ts';
import { searchResult } from '../values.ts';
import type { OrderName, Orders, ProcessSettings } from './orders.ts';

/** A process of its own with one contender in it, which does what its parent says and ends with it. */
const settings = JSON.parse(process.argv[2] ?? '{}') as ProcessSettings;
let loads = 0;
const contender = await openContender(settings.contender, {
  ...settings,
  load: async (key) => {
    loads += 1;
    if (settings.loadMs > 0) await delay(settings.loadMs);
    return searchResult(key);
  },
});

type Obey = { [Name in OrderName]: (ask: Orders[Name]['ask']) => Promise<Orders[Name]['answer']> };

const obey: Obey = {
  async readAtOnce({ key, times }) {
    const before = loads;
    await Promise.all(Array.from({ length: times }, () => contender.read(key)));
    return loads - before;
  },
  async readEach({ keys }) {
    for (const key of keys) await contender.read(key);
    return null;
  },
  measureReads: ({ keys, times }) =>
    measureLatency(times, (at) => contender.read(keys[at % keys.length] ?? '')),
  async measureHeap({ keys }) {
    const before = heapUsed();
    for (const key of keys) await contender.read(key);
    await delay(100);
    const bytes = heapUsed() - before;
    // Afterwards, so that the contender cannot be collected before.
    await contender.read(keys[0] ?? '');
    return bytes;
  },
  async worstPing() {
    if (!isPinging) void pingForever();
    const worst = worstPingMs;
    worstPingMs = 0;
    return worst;
  },
};

let isPinging = false;
let worstPingMs = 0;

async function pingForever(): Promise<void> {
  isPinging = true;
  const redis = new Redis({ port: settings.port, host: '127.0.0.1', protocol: 2 });
  for (;;) {
    worstPingMs = Math.max(worstPingMs, await timed(() => redis.ping()));
    await delay(1);
  }
}

function heapUsed(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed: heap, external } = process.memoryUsage();
  return heap + external;
}

process.on('message', ({ id, name, ask }: { id: number; name: OrderName; ask: never }) => {
  obey[name](ask).then(
    (answer) => process.send?.({ id, answer }),
    (error: Error) => process.send?.({ id, error: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.({ id: 0, answer: null });
