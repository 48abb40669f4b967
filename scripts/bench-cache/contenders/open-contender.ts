import type { Contender, ContenderOptions, OpenContender } from '../contender.ts';
import { openBentocache } from './bentocache.ts';
import { openCacheable } from './cacheable.ts';
import { openEngine, openEngineWithObjectKey } from './engine.ts';
import { openLayeredLoader } from './layered-loader.ts';
import { openMap, openRawRedis, openRawRedisWithJson } from './limits.ts';
import { openNodeRedis } from './node-redis.ts';

const contenders = {
  engine: openEngine,
  engineWithObjectKey: openEngineWithObjectKey,
  bentocache: openBentocache,
  cacheable: openCacheable,
  'layered-loader': openLayeredLoader,
  'node-redis': openNodeRedis,
  map: openMap,
  rawRedis: openRawRedis,
  rawRedisWithJson: openRawRedisWithJson,
} satisfies Record<string, OpenContender>;

export type ContenderId = keyof typeof contenders;

export const PEERS = ['bentocache', 'cacheable', 'layered-loader', 'node-redis'] as const;

export function openContender(id: ContenderId, options: ContenderOptions): Promise<Contender> {
  return contenders[id](options);
}

/** Opens them all, hands them to `use`, and closes them, whatever happens. */
export async function withContenders<T>(
  ids: readonly ContenderId[],
  options: ContenderOptions,
  use: (contenders: readonly Contender[]) => Promise<T>,
): Promise<T> {
  const open: Contender[] = [];
  try {
    for (const id of ids) open.push(await openContender(id, options));
    return await use(open);
  } finally {
    await Promise.all(open.map((contender) => contender.close()));
  }
}
