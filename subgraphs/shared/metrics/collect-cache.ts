import { Counter, Gauge } from 'prom-client';
import type { Cache, CacheStatistics, KindStats } from '../cache/types.ts';
import type { Metrics } from './metrics.ts';

/** The cache's own counters, by kind, and what Redis says of itself: one question at each scrape. */
export function collectCache(metrics: Metrics, cache: Cache): void {
  const counters = openCounters(metrics);
  const gauges = openGauges(metrics);
  metrics.beforeScrape(async () => {
    const stats = await cache.stats();
    for (const metric of [...Object.values(counters), ...Object.values(gauges)]) metric.reset();
    for (const kind of stats.kinds) count(kind, counters);
    gauges.connected.set(Number(stats.connected));
    // Without Redis these are not known, and 0 would be wrong.
    if (stats.redis !== null) {
      for (const { kind, entries } of stats.kinds) gauges.entries.set({ kind }, entries);
      showRedis(stats.redis, { ...counters, ...gauges });
    }
  });
}

type Counters = ReturnType<typeof openCounters>;
type Gauges = ReturnType<typeof openGauges>;

function count(stats: KindStats, counters: Counters): void {
  const { kind } = stats;
  counters.hits.inc({ kind, level: 'memory' }, stats.memoryHits);
  counters.hits.inc({ kind, level: 'redis' }, stats.redisHits);
  counters.misses.inc({ kind }, stats.misses);
  counters.stale.inc({ kind }, stats.staleServed);
  counters.loads.inc({ kind }, stats.loads);
  counters.coalesced.inc({ kind }, stats.coalescedLoads);
  counters.errors.inc({ kind }, stats.errors);
}

function showRedis(
  redis: NonNullable<CacheStatistics['redis']>,
  { evicted, used, most }: Pick<Counters, 'evicted'> & Pick<Gauges, 'used' | 'most'>,
): void {
  used.set(redis.usedMemoryBytes);
  most.set(redis.maxMemoryBytes);
  evicted.inc(redis.evictedKeys);
}

function openCounters({ registry }: Metrics) {
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name: `multimodal_${name}_total`, help, labelNames, registers: [registry] });
  return {
    hits: counter('cache_hits', 'Reads answered, by kind and level.', ['kind', 'level']),
    misses: counter('cache_misses', 'Reads that no level could answer.', ['kind']),
    stale: counter('cache_stale', 'Reads answered STALE, within grace.', ['kind']),
    loads: counter('cache_loads', 'Loads that were run.', ['kind']),
    coalesced: counter('cache_coalesced_loads', 'Reads that joined a load.', ['kind']),
    errors: counter('cache_errors', 'Failed loads, and faults that reads survived.', ['kind']),
    evicted: counter('redis_evicted_keys', 'Keys that the Redis instance has evicted.', []),
  };
}

function openGauges({ registry }: Metrics) {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `multimodal_${name}`, help, labelNames, registers: [registry] });
  return {
    connected: gauge('cache_connected', '1 while Redis answers, 0 while its breaker is open.'),
    entries: gauge('cache_entries', 'Entries in Redis, by kind.', ['kind']),
    used: gauge(
      'redis_memory_used_bytes',
      'Memory that the Redis instance uses, for all services.',
    ),
    most: gauge('redis_memory_max_bytes', 'Memory that it may use; 0: no limit.'),
  };
}
