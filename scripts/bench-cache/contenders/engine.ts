import {
  type Cache,
  type CacheRequest,
  createCache,
} from '../../../subgraphs/shared/cache/cache.ts';
import { type Contender, type ContenderOptions, TTL_SECONDS } from '../contender.ts';

export const ENGINE = 'engine';
export const BENCH_SERVICE = 'bench';
export const BENCH_KIND = 'search';

/** Large enough for whatever a scenario keeps in memory. */
const MEMORY_BYTES = 256 * 1024 * 1024;

/** The engine, asked with string keys. */
export async function openEngine(options: ContenderOptions): Promise<Contender> {
  return engineContender(ENGINE, options, (key) => key);
}

/** The engine as a resolver asks it: the key is all the arguments of the search. */
export async function openEngineWithObjectKey(options: ContenderOptions): Promise<Contender> {
  return engineContender(`${ENGINE}, object key`, options, (query) => ({
    query,
    limit: 10,
    mode: 'hybrid',
    filter: { modality: 'text' },
  }));
}

/** A cache of the benchmark's service, with our defaults. */
export function openBenchCache(options: { port: number; isMemoryOn: boolean }): Cache {
  return createCache({
    redis: { host: '127.0.0.1', port: options.port },
    service: BENCH_SERVICE,
    kinds: { [BENCH_KIND]: { ttlSeconds: TTL_SECONDS } },
    memoryMaxBytes: options.isMemoryOn ? MEMORY_BYTES : 0,
  });
}

function engineContender(
  name: string,
  options: ContenderOptions,
  keyOf: (key: string) => unknown,
): Contender {
  const cache = openBenchCache(options);
  const { load, tags } = options;
  const request = (key: string): CacheRequest =>
    tags === undefined
      ? { kind: BENCH_KIND, key: keyOf(key) }
      : { kind: BENCH_KIND, key: keyOf(key), tags };
  return {
    name,
    role: 'ours',
    read: (key) => cache.getOrLoad(request(key), () => load(key)),
    readMany: (keys) =>
      cache.getOrLoadMany(keys.map(request), (missing) =>
        Promise.all(missing.map(({ key }) => load(String(key)))),
      ),
    invalidateTag: (tag) => cache.invalidate({ tags: [tag] }),
    close: () => cache.close(),
  };
}
