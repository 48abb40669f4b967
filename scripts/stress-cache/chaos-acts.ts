import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { PrivateRedis } from '../../subgraphs/shared/testing/private-redis.ts';
import type { Random } from '../measuring/random.ts';
import type { Fleet } from './fleet.ts';

const SUBSCRIBER_NAME = 'stress-cache-invalidations';
const BALLAST_DATABASE = 9;
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;
const BOOKKEEPING = ['{stress:@*', '{stress:*}:lease', '{stress:*}:waiters'] as const;

/** What acts are done to. */
export interface Stage {
  readonly redis: PrivateRedis;
  readonly fleet: Fleet;
  readonly random: Random;
}

/** One thing that goes wrong. Resolves with what was done when it is over. */
type Act = (stage: Stage, process: number) => Promise<string>;

/** Acts of the same scope do not overlap: those on the server, and those on one process. */
export interface ScopedAct {
  readonly scope: 'server' | 'process' | 'none';
  readonly run: Act;
}

export const ACTS = {
  'hang Redis': { scope: 'server', run: hangRedis },
  'kill Redis': { scope: 'server', run: killRedis },
  'cut subscribers': { scope: 'none', run: (stage) => cut(stage, 'CLIENT KILL TYPE pubsub') },
  'cut one subscriber': { scope: 'none', run: cutOneSubscriber },
  'cut commands': { scope: 'none', run: (stage) => cut(stage, 'CLIENT KILL TYPE normal') },
  'kill process': { scope: 'process', run: killProcess },
  'hang process': { scope: 'process', run: hangProcess },
  'drop bookkeeping': { scope: 'none', run: dropBookkeeping },
  'lose log': { scope: 'none', run: loseLog },
  'squeeze memory': { scope: 'none', run: squeezeMemory },
  'fill memory': { scope: 'none', run: fillMemory },
  'jump clock': { scope: 'none', run: jumpClock },
} as const satisfies Record<string, ScopedAct>;

export type ActName = keyof typeof ACTS;

/** A setting of the server, as `CONFIG GET` says it. */
export async function readConfiguration(redis: PrivateRedis, name: string): Promise<string> {
  const [, value] = await withClient(
    redis,
    (client) => client.config('GET', name) as Promise<string[]>,
  );
  return value ?? '';
}

async function hangRedis({ redis, random }: Stage): Promise<string> {
  const seconds = random.between(0.2, 1) * random.between(1, 5);
  await redis.kill('SIGSTOP');
  await delay(seconds * 1000);
  await redis.kill('SIGCONT');
  return `${seconds.toFixed(1)} s`;
}

async function killRedis({ redis, random }: Stage): Promise<string> {
  await redis.kill('SIGKILL');
  const seconds = random.between(0, 0.8);
  await delay(seconds * 1000);
  await redis.restart();
  return `away for ${seconds.toFixed(1)} s`;
}

async function killProcess({ fleet, random }: Stage, process: number): Promise<string> {
  await fleet.kill(process);
  await delay(random.between(0, 500));
  await fleet.replace(process);
  return `process ${process}`;
}

async function hangProcess({ fleet, random }: Stage, process: number): Promise<string> {
  const seconds = random.between(0.3, 4);
  fleet.signal(process, 'SIGSTOP');
  await delay(seconds * 1000);
  fleet.signal(process, 'SIGCONT');
  return `process ${process}, ${seconds.toFixed(1)} s`;
}

async function jumpClock({ fleet, random }: Stage, process: number): Promise<string> {
  const milliseconds = Math.round(random.between(-10, 10) * 60_000);
  void fleet.tell(process, { do: 'skew', milliseconds });
  return `process ${process} is ${Math.round(milliseconds / 1000)} s off`;
}

async function cut(stage: Stage, command: string): Promise<string> {
  const [name = '', ...args] = command.split(' ');
  const count = await withClient(stage.redis, (client) =>
    client.call(name, ...args, 'SKIPME', 'yes'),
  );
  return `${count} connections`;
}

async function cutOneSubscriber(stage: Stage): Promise<string> {
  return withClient(stage.redis, async (client) => {
    const list = String(await client.client('LIST'));
    const lines = list.split('\n').filter((line) => line.includes(`name=${SUBSCRIBER_NAME} `));
    if (lines.length === 0) return 'there was none';
    const id = /\bid=(\d+)/.exec(stage.random.pick(lines))?.[1] ?? '0';
    await client.client('KILL', 'ID', id);
    return `connection ${id}`;
  });
}

/**
 * What eviction might take: any part of the bookkeeping. The log and the list of members go only when the server says that it
 * has evicted something: with neither, and nothing evicted, it would be a server that cannot be.
 */
async function dropBookkeeping(stage: Stage): Promise<string> {
  return withClient(stage.redis, async (client) => {
    const hasEvicted = (await evictedKeys(client)) > 0;
    const found = await Promise.all(BOOKKEEPING.map((pattern) => scanAll(client, pattern)));
    const possible = found
      .flat()
      .filter((key) => hasEvicted || !['log', 'members'].includes(sortOf(key)));
    if (possible.length === 0) return 'there was none';
    const sort = stage.random.pick([...new Set(possible.map(sortOf))]);
    const part = stage.random.pick([0.05, 0.3, 1]);
    const isOfOneSort = stage.random.chance(0.6);
    const keys = possible.filter((key) =>
      isOfOneSort ? sortOf(key) === sort : stage.random.chance(part),
    );
    if (keys.length > 0) await client.unlink(...keys);
    return isOfOneSort ? `all ${sort}, ${keys.length} keys` : `${keys.length} keys of all sorts`;
  });
}

/** The log alone, as eviction might take it. */
async function loseLog(stage: Stage): Promise<string> {
  return withClient(stage.redis, async (client) => {
    if ((await evictedKeys(client)) === 0) return 'nothing was evicted yet';
    return `${await client.unlink('{stress:@log}')} keys`;
  });
}

/** Which part of the bookkeeping a key is. */
function sortOf(key: string): string {
  const name = /:@(log|members)\}$/.exec(key)?.[1];
  if (name !== undefined) return name;
  const after = key.slice(key.lastIndexOf('}') + 1);
  return /^:(\w+)/.exec(after)?.[1] ?? 'stamps';
}

/** The server is given less memory than it uses, for a moment: it evicts what was not used lately, whatever that is. */
async function squeezeMemory(stage: Stage): Promise<string> {
  return withClient(stage.redis, async (client) => {
    const memory = await client.info('memory');
    const [overhead, dataset] = [`overhead`, `dataset`].map((part) =>
      figure(memory, `used_memory_${part}`),
    );
    const bytes = (overhead ?? 0) + (dataset ?? 0) * stage.random.between(0.2, 0.95);
    const before = await evictedKeys(client);
    // In one piece, so that the server is never left with less. It evicts before each command.
    const pipeline = client.pipeline().config('SET', 'maxmemory', Math.round(bytes));
    for (let at = 0; at < 40; at++) pipeline.ping();
    await pipeline.config('SET', 'maxmemory', MAX_MEMORY_BYTES).exec();
    return `${(await evictedKeys(client)) - before} evicted`;
  });
}

/** Another service floods its own database until the server evicts. */
async function fillMemory(stage: Stage): Promise<string> {
  return withClient(stage.redis, async (client) => {
    await client.select(BALLAST_DATABASE);
    const before = await evictedKeys(client);
    let written = 0;
    while (written < 20_000 && (await evictedKeys(client)) === before) {
      const pipeline = client.pipeline();
      for (let at = 0; at < 250; at++, written++) {
        const length = 1000 + stage.random.below(9000);
        pipeline.set(`ballast-${stage.random.below(1e9)}`, 'b'.repeat(length), 'EX', 60);
      }
      await pipeline.exec();
    }
    return `${written} values, ${(await evictedKeys(client)) - before} evicted`;
  });
}

async function evictedKeys(client: Redis): Promise<number> {
  return figure(await client.info('stats'), 'evicted_keys');
}

function figure(info: string, name: string): number {
  return Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0);
}

async function scanAll(client: Redis, pattern: string): Promise<string[]> {
  const keys = new Set<string>();
  let cursor = '0';
  do {
    const [next, page] = await client.scan(cursor, 'MATCH', pattern, 'COUNT', 1000);
    cursor = next;
    for (const key of page) keys.add(key);
  } while (cursor !== '0');
  return [...keys];
}

/** A connection of its own that gives up soon: the server may hang or be gone. */
async function withClient<T>(redis: PrivateRedis, use: (client: Redis) => Promise<T>): Promise<T> {
  const { host, port } = redis;
  const client = new Redis({
    host,
    port,
    protocol: 2,
    lazyConnect: true,
    connectTimeout: 500,
    commandTimeout: 1500,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: () => null,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    client.disconnect();
  }
}
