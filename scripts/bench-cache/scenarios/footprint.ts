import { type Bench, withRedis } from '../bench.ts';
import { type ContenderId, PEERS, withContenders } from '../contenders/open-contender.ts';
import type { Figure, Role, Sample } from '../figure.ts';
import type { Scenario } from '../scenario.ts';
import { type FigurePlan, summarise } from '../summarise.ts';
import { keysOf, type MakeValue, searchResult, smallValue, valueOfBytes } from '../values.ts';

const SIZES: readonly (readonly [string, MakeValue])[] = [
  ['100 B', smallValue],
  ['1 KB', searchResult],
  ['5 KB', valueOfBytes(5000)],
];
const IN_REDIS: readonly ContenderId[] = ['engine', ...PEERS, 'rawRedis'];
const IN_MEMORY = ['engine', 'bentocache', 'cacheable', 'layered-loader', 'map'] as const;
const ROLES: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(IN_MEMORY.map((id) => [id, 'peer'] as const)),
  engine: 'ours',
  map: 'limit',
};
const PAGE = 200;

/** What an entry takes beside its payload. Bytes, measured once: they do not depend on the machine's load. */
export const footprint: Scenario = {
  name: 'footprint',
  summary: 'bytes of Redis per entry beside a plain SET of the same JSON; bytes of heap per entry',
  async run(bench) {
    const count = bench.size(20_000, 2000);
    const figures: Figure[] = [];
    for (const [size, makeValue] of SIZES) {
      figures.push(await inRedis(bench, { count, size, makeValue }));
    }
    return [...figures, await inMemory(bench, bench.size(20_000, 2000))];
  },
};

async function inRedis(
  bench: Bench,
  { count, size, makeValue }: { count: number; size: string; makeValue: MakeValue },
): Promise<Figure> {
  const round: Record<string, Sample> = {};
  const roles: Record<string, Role> = {};
  for (const id of IN_REDIS) {
    const { name, role, bytes } = await bytesOfRedis(bench, id, { count, makeValue });
    round[name] = { value: bytes };
    roles[name] = role;
  }
  const plain = round['ioredis']?.['value'] ?? Number.NaN;
  const above = Object.entries(round).map(
    ([name, { value = Number.NaN }]) => `${name} ${(value - plain).toFixed(0)}`,
  );
  const note = `bytes above a plain SET: ${above.join(', ')}`;
  return summarise([round], roles, { ...BYTES, name: `Redis, ${size}: per entry`, note });
}

const BYTES: Omit<FigurePlan, 'name'> = { unit: 'B', better: 'less' };

async function bytesOfRedis(
  bench: Bench,
  id: ContenderId,
  { count, makeValue }: { readonly count: number; readonly makeValue: MakeValue },
): Promise<{ readonly name: string; readonly role: Role; readonly bytes: number }> {
  const server = await bench.startRedis();
  const { port } = server;
  try {
    return await withContenders(
      [id],
      { port, isMemoryOn: false, load: makeValue },
      async ([contender]) => {
        await contender?.read('the first makes scripts and stamps');
        const before = await usedMemory(port);
        const keys = keysOf(count);
        for (let at = 0; at < count; at += PAGE)
          await Promise.all(keys.slice(at, at + PAGE).map((key) => contender?.read(key)));
        const bytes = ((await usedMemory(port)) - before) / count;
        return { name: contender?.name ?? id, role: contender?.role ?? 'peer', bytes };
      },
    );
  } finally {
    await bench.stopRedis(server);
  }
}

async function usedMemory(port: number): Promise<number> {
  const info = await withRedis(port, (redis) => redis.info('memory'));
  return Number(/used_memory:(\d+)/.exec(info)?.[1]);
}

/** Each in a process of its own, so that the heap is its own. */
async function inMemory(bench: Bench, count: number): Promise<Figure> {
  const round: Record<string, Sample> = {};
  for (const id of IN_MEMORY) {
    const { port } = await bench.emptyRedis();
    const settings = { contender: id, port, isMemoryOn: true, loadMs: 0 };
    const child = await bench.startProcess(settings);
    await child.do('measureReads', { keys: keysOf(50), times: 20_000 });
    const keys = keysOf(count).map((key) => `${key} in memory`);
    round[id] = { value: (await child.do('measureHeap', { keys })) / count };
    bench.stopProcesses();
  }
  return summarise([round], ROLES, { ...BYTES, name: 'heap, 1 KB: per entry, value and all' });
}
