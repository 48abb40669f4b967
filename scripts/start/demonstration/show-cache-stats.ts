import type { ConsoleLog } from '../console-log.ts';
import type { GraphClient } from './graph-client.ts';

const statsQuery = `query DemoCacheStats {
  cacheStats { worker { ...Stats } retrieval { ...Stats } agents { ...Stats } gateway { ...Stats } }
}
fragment Stats on CacheStats {
  connected
  error
  kinds { kind entries memoryHits redisHits misses hitRate }
}`;

interface ServiceStats {
  readonly connected: boolean;
  readonly error: string | null;
  readonly kinds: readonly {
    readonly kind: string;
    readonly entries: number;
    readonly memoryHits: number;
    readonly redisHits: number;
    readonly misses: number;
    readonly hitRate: number;
  }[];
}

/** The caches of all services as a table: a row for each kind that holds or has seen something. */
export async function showCacheStats(graph: GraphClient, log: ConsoleLog): Promise<void> {
  const { data } = await graph.ask<{ cacheStats: Record<string, ServiceStats | null> }>(statsQuery);
  log.title('cacheStats');
  log.say(row(['service', 'kind', 'entries', 'hits', 'misses', 'hit rate']));
  for (const [service, stats] of Object.entries(data.cacheStats)) {
    for (const line of rowsOf(service, stats)) log.say(line);
  }
}

/** The table's rows for one service; one that is away says so. */
export function rowsOf(service: string, stats: ServiceStats | null): string[] {
  if (stats === null) return [row([service, 'does not answer', '', '', '', ''])];
  const unreachable = stats.connected ? [] : [row([service, 'no Redis', '', '', '', ''])];
  const kinds = stats.kinds
    .filter(
      ({ entries, memoryHits, redisHits, misses }) => entries + memoryHits + redisHits + misses > 0,
    )
    .map(({ kind, entries, memoryHits, redisHits, misses, hitRate }) =>
      row([
        service,
        kind,
        String(entries),
        String(memoryHits + redisHits),
        String(misses),
        `${Math.round(hitRate * 100)} %`,
      ]),
    );
  return [...unreachable, ...kinds];
}

function row([service = '', kind = '', ...numbers]: readonly string[]): string {
  return `  ${service.padEnd(10)}${kind.padEnd(16)}${numbers.map((text) => text.padStart(10)).join('')}`;
}
