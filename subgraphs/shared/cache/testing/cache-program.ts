import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createCache, withTags } from '../cache.ts';

/** What the program is told to do; one JSON object a line on stdin. */
interface Order {
  readonly id: number;
  readonly read?: { readonly key: string; readonly times: number; readonly loadMs: number };
  readonly invalidate?: { readonly tags: readonly string[] };
}

/**
 * A process of its own with a cache over the Redis at the port given as its argument. The value that it loads is read
 * from Redis (`source:<key>`), like a record that another process changes; each load is counted in `loads:<key>`. Every
 * value carries the tag `all` by its request and `late` by its load.
 */
const port = Number(process.argv[2]);
const cache = createCache({
  redis: { host: '127.0.0.1', port, db: 0 },
  service: 'program',
  kinds: { record: { ttlSeconds: 60 } },
});
const { Redis } = await import('ioredis');
const source = new Redis({ port, host: '127.0.0.1' });
await once(source, 'ready');

async function obey(order: Order): Promise<unknown> {
  if (order.invalidate !== undefined) return cache.invalidate(order.invalidate);
  const { key, times, loadMs } = order.read ?? { key: '', times: 0, loadMs: 0 };
  const load = async () => {
    const [value] = await Promise.all([source.get(`source:${key}`), source.incr(`loads:${key}`)]);
    await delay(loadMs);
    return withTags(value, ['late']);
  };
  const reads = Array.from({ length: times }, () =>
    cache.getOrLoad({ kind: 'record', key, tags: ['all'] }, load),
  );
  return (await Promise.all(reads)).map(({ value, status }) => ({ value, status }));
}

let unfinished = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  const lines = (unfinished + chunk).split('\n');
  unfinished = lines.pop() ?? '';
  for (const line of lines) {
    const order = JSON.parse(line) as Order;
    void obey(order).then((answer) =>
      process.stdout.write(`${JSON.stringify({ id: order.id, answer })}\n`),
    );
  }
});
process.stdin.on('end', () => process.exit(0));
process.stdout.write(`${JSON.stringify({ id: 0, answer: 'ready' })}\n`);
