import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { type Cache, createCache } from '../subgraphs/shared/cache/cache.ts';
import { type PrivateRedis, startPrivateRedis } from '../subgraphs/shared/testing/private-redis.ts';
import { measureLatency, measureRate, median } from './bench-cache/measure.ts';

const help = `Measures the cache engine on a Redis of its own, beside raw ioredis in the same rounds.

  npm run bench:cache                a table
  npm run bench:cache -- --json      the same as JSON
  npm run bench:cache -- --rounds 9  more rounds; the medians of all rounds are shown (default 5)
`;

const KEYS = 20;
const VALUE = { hits: Array.from({ length: 10 }, (_, rank) => ({ rank, text: 'x'.repeat(100) })) };
const request = (at: number) => ({
  kind: 'search',
  key: { query: `q${at % KEYS}` },
  tags: ['search'],
});
const requests = Array.from({ length: KEYS }, (_, at) => request(at));
const unwanted = () => Promise.reject(new Error('loaded what should have been cached'));

interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** The same by raw ioredis, where there is such a thing. */
  readonly raw?: number;
}

async function measureRound(redis: PrivateRedis): Promise<Figure[]> {
  const raw = new Redis({ port: redis.port, db: 9, protocol: 2 });
  const open = (memoryMaxBytes?: number) =>
    createCache({
      service: 'bench',
      redis: { host: redis.host, port: redis.port },
      kinds: { search: { ttlSeconds: 3600 } },
      ...(memoryMaxBytes !== undefined && { memoryMaxBytes }),
    });
  const [layered, redisOnly] = [open(), open(0)];
  try {
    await fill(layered, raw);
    return [
      await memoryHits(layered),
      ...(await redisHits(redisOnly, raw)),
      await invalidations(layered),
    ];
  } finally {
    await Promise.all([layered.close(), redisOnly.close(), raw.quit()]);
  }
}

/** Until every key is served from memory. */
async function fill(cache: Cache, raw: Redis): Promise<void> {
  for (let at = 0; at < KEYS; at += 1) await raw.set(`q${at}`, JSON.stringify(VALUE));
  for (let turn = 0; turn < 50; turn += 1) {
    for (const each of requests) await cache.getOrLoad(each, () => VALUE);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function memoryHits(cache: Cache): Promise<Figure> {
  const value = await measureRate(300_000, (at) => cache.getOrLoad(request(at), unwanted));
  return { name: 'hit from memory', unit: 'per second', value };
}

async function redisHits(cache: Cache, raw: Redis): Promise<Figure[]> {
  const names = requests.map(({ key }) => key.query);
  const one = await measureLatency(3000, (at) => cache.getOrLoad(request(at), unwanted));
  const rawOne = await measureLatency(3000, (at) => raw.getBuffer(`q${at % KEYS}`));
  const many = await measureLatency(1000, () => cache.getOrLoadMany(requests, unwanted));
  const rawMany = await measureLatency(1000, () => raw.mgetBuffer(...names));
  return [
    { name: 'hit from Redis, p50', unit: 'ms', value: one.p50, raw: rawOne.p50 },
    { name: `${KEYS} hits from Redis at once, p50`, unit: 'ms', value: many.p50, raw: rawMany.p50 },
  ];
}

async function invalidations(cache: Cache): Promise<Figure> {
  const { p50 } = await measureLatency(300, () => cache.invalidate({ tags: ['search'] }));
  return { name: 'tag invalidated and acknowledged, p50', unit: 'ms', value: p50 };
}

function summarise(rounds: readonly Figure[][]): Figure[] {
  return (rounds[0] ?? []).map((figure, at) => {
    const ofRounds = rounds.flatMap((round) => round[at] ?? []);
    const value = median(ofRounds.map((each) => each.value));
    const raws = ofRounds.flatMap((each) => each.raw ?? []);
    return raws.length > 0 ? { ...figure, value, raw: median(raws) } : { ...figure, value };
  });
}

function show({ name, unit, value, raw }: Figure): string {
  const figure = value >= 1000 ? Math.round(value).toLocaleString('en') : value.toFixed(3);
  const beside =
    raw === undefined ? '' : `   raw ioredis ${raw.toFixed(3)}, ${(value / raw).toFixed(2)} ×`;
  return `${name.padEnd(38)} ${figure.padStart(10)} ${unit}${beside}\n`;
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    rounds: { type: 'string', default: '5' },
    help: { type: 'boolean', short: 'h' },
  },
});

if (values.help) {
  process.stdout.write(help);
} else if (!/^[1-9]\d{0,2}$/.test(values.rounds)) {
  process.stderr.write(`--rounds takes a whole number from 1 to 999; got ${values.rounds}\n`);
  process.exitCode = 2;
} else {
  const redis = await startPrivateRedis();
  const rounds: Figure[][] = [];
  for (let round = 0; round < Number(values.rounds); round += 1)
    rounds.push(await measureRound(redis));
  await redis.stop();
  const figures = summarise(rounds);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ node: process.version, rounds: rounds.length, figures }, null, 2)}\n`
      : figures.map(show).join(''),
  );
}
