import { randomBytes } from 'node:crypto';
import {
  CacheKeys,
  kindStamp,
  nameEntry,
  tagStamp,
} from '../../subgraphs/shared/cache/cache-key.ts';
import { canonicalJson } from '../../subgraphs/shared/cache/canonical-json.ts';
import { encodeHead, encodeStampName } from '../../subgraphs/shared/cache/envelope.ts';
import { encodePayload } from '../../subgraphs/shared/cache/payload.ts';
import { normaliseText } from '../../subgraphs/shared/cache/query-text.ts';
import { withRedis } from './bench.ts';
import { TTL_SECONDS } from './contender.ts';
import { BENCH_KIND, BENCH_SERVICE, openBenchCache } from './contenders/engine.ts';
import type { MakeValue } from './values.ts';

const PAGE = 1000;

/**
 * Entries as the engine lays them out, written by pipelines: a million through the engine would take minutes. Stamps and the index
 * of the kind are there too, so that the engine counts, reads and drops them like its own. Rejects when the engine does not read
 * what was written: then its layout is another.
 */
export async function fillRedis(
  port: number,
  keys: Iterable<string>,
  options: { readonly makeValue: MakeValue; readonly tags?: readonly string[] },
): Promise<void> {
  const names = new CacheKeys(BENCH_SERVICE, 0);
  const stamps = [kindStamp(BENCH_KIND), ...(options.tags ?? []).map(tagStamp)];
  await withRedis(port, async (redis) => {
    const encoded: Buffer[] = [];
    for (const stamp of stamps) {
      const fresh = randomBytes(12).toString('base64url');
      await redis.set(names.stamp(stamp), fresh, 'EX', TTL_SECONDS * 2, 'NX');
      const version = (await redis.get(names.stamp(stamp))) ?? fresh;
      encoded.push(encodeStampName(stamp), Buffer.from(version, 'latin1'));
    }
    const write = async (page: readonly string[]) => {
      const pipeline = redis.pipeline();
      const entries = page.map((key) => entryOf(key, encoded, stamps.length, options.makeValue));
      for (const { name, bytes } of entries)
        pipeline.set(names.entry(name), bytes, 'EX', TTL_SECONDS);
      const scored = entries.flatMap(({ name, expiresMs }) => [expiresMs, name]);
      for (const stamp of stamps) pipeline.zadd(names.stampIndex(stamp), ...scored);
      await pipeline.exec();
    };
    let last: string | undefined;
    for (const page of pagesOf(keys)) {
      await write(page);
      last = page.at(-1);
    }
    if (last !== undefined) await requireHit(port, last);
  });
}

async function requireHit(port: number, key: string): Promise<void> {
  const cache = openBenchCache({ port, isMemoryOn: false });
  try {
    const { status } = await cache.getOrLoad({ kind: BENCH_KIND, key }, () => null);
    if (status !== 'HIT') throw new Error(`The engine reads a filled entry as ${status}.`);
  } finally {
    await cache.close();
  }
}

function* pagesOf(keys: Iterable<string>): Generator<readonly string[]> {
  let page: string[] = [];
  for (const key of keys) {
    page.push(key);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

function entryOf(
  key: string,
  encodedStamps: readonly Buffer[],
  stampCount: number,
  makeValue: MakeValue,
): { readonly name: string; readonly bytes: Buffer; readonly expiresMs: number } {
  const { format, payload } = encodePayload(makeValue(key), 'json');
  const createdMs = Date.now();
  const expiresMs = createdMs + TTL_SECONDS * 1000;
  const head = encodeHead({ format, createdMs, expiresMs, text: normaliseText(key) }, stampCount);
  return {
    name: nameEntry(BENCH_KIND, 1, canonicalJson(key)),
    bytes: Buffer.concat([head, ...encodedStamps, payload]),
    expiresMs,
  };
}
