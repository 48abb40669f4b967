import { setTimeout as delay } from 'node:timers/promises';
import type * as engine from '../../subgraphs/shared/cache/cache.ts';
import { Random } from '../measuring/random.ts';
import { SkewedClock } from './clock.ts';
import { Floors } from './floors.ts';
import { Gate } from './gate.ts';
import type {
  Order,
  OrderMessage,
  ProcessSettings,
  Report,
  SceneAnswer,
  Violation,
} from './messages.ts';
import { Reader } from './reader.ts';
import { Register } from './register.ts';
import { Source } from './source.ts';
import { FIRST_SCENE_ROW, KINDS, sceneRequest, sceneTag } from './subjects.ts';
import { Tally } from './tally.ts';
import { Writer } from './writer.ts';

/**
 * A process of its own with one cache: readers that check every answer against the register, writers that change the source
 * and invalidate. It is told what else to do over IPC, and ends with its parent.
 */
const HOT_READERS = 8;
const WIDE_READERS = 8;
const WRITERS = 2;
const TALLY_EVERY_MS = 250;
const SERVICE = 'stress';

const settings = JSON.parse(process.argv[2] ?? '{}') as ProcessSettings;
const { index, redisPort, restMs, slowLoads } = settings;
const { createCache, withTags } = (await import(settings.engine)) as typeof engine;
const register = new Register(settings.registerPath);
const random = new Random(settings.seed);
const floors = new Floors(register, index);
const tally = new Tally();
const gate = new Gate(HOT_READERS + WIDE_READERS + WRITERS);
const clock = new SkewedClock(settings.skewMs, settings.driftMsPerSecond);
const source = new Source({ register, process: index, random, tally, slowLoads, withTags });
const cache = createCache({
  redis: { host: '127.0.0.1', port: redisPort, db: 0 },
  service: SERVICE,
  kinds: KINDS,
  memoryMaxBytes: settings.memoryMaxBytes,
  now: clock.now,
  onError: (_, operation) => tally.addFault(operation),
});

const onViolation = (sort: Violation['sort'], detail: Violation['detail']) =>
  tell({ violation: { sort, at: Date.now(), process: index, detail } });
const shared = { cache, settings, register, floors, random, tally, gate, onViolation };
const isStopped = () => !process.connected;

process.on('message', (message: OrderMessage) => {
  void obey(message.order).then((answer) => tell({ answered: message.id, answer }));
});
process.on('disconnect', () => process.exit(0));
// The parent decides when it is over, also when the terminal says so to all.
process.on('SIGINT', () => undefined);
setInterval(() => tell({ tally: tally.take() }), TALLY_EVERY_MS);

const reader = new Reader({ ...shared, source, restMs });
for (let at = 0; at < HOT_READERS; at++) void reader.runHot(isStopped);
for (let at = 0; at < WIDE_READERS; at++) void reader.runWide(isStopped);
for (let at = 0; at < WRITERS; at++) void new Writer(shared).run(isStopped);
tell({ ready: true });

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'pause':
      return gate.close();
    case 'resume':
      return gate.open();
    case 'settle':
      return settle();
    case 'skew':
      return clock.set(order.milliseconds);
    case 'read':
      return readScene(order.row, order.times, order.loadMs);
    case 'invalidate':
      return changeScene(order.row);
  }
}

/** Until Redis is used and a key of this process's own is answered by memory. */
async function settle(): Promise<void> {
  const request = { kind: 'scene', key: { query: `settled ${index}` } };
  const look = async () => {
    const { connected, kinds } = await cache.stats();
    const hits = kinds.find(({ kind }) => kind === 'scene')?.memoryHits ?? 0;
    return { connected, hits };
  };
  const before = (await look()).hits;
  for (let now = await look(); !now.connected || now.hits === before; now = await look()) {
    await cache.getOrLoad(request, () => 'settled');
    await delay(20);
  }
}

async function readScene(row: number, times: number, loadMs: number): Promise<SceneAnswer> {
  const faultsBefore = tally.faultsEver;
  const results = await Promise.all(
    Array.from({ length: times }, () =>
      cache.getOrLoad(sceneRequest(row), () => source.loadScene(row, loadMs)),
    ),
  );
  return {
    versions: results.map((result) => (result.value as { version: number }).version),
    statuses: results.map((result) => result.status),
    faults: tally.faultsEver - faultsBefore,
  };
}

/** Changes the source of a scene and invalidates its tag; true when it was acknowledged. */
async function changeScene(row: number): Promise<boolean> {
  if (row < FIRST_SCENE_ROW) return false;
  register.raiseVersion(row);
  try {
    await cache.invalidate({ tags: [sceneTag(row)] });
    return true;
  } catch {
    return false;
  }
}

function tell(report: Report): void {
  if (process.connected) process.send?.(report);
}
