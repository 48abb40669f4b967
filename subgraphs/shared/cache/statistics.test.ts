import { describe, expect, it } from '@jest/globals';
import { LatencyHistogram } from './latency-histogram.ts';
import { parseRedisStats } from './redis-stats.ts';

describe('LatencyHistogram', () => {
  it('answers quantiles within ten percent, and null before the first duration', () => {
    const histogram = new LatencyHistogram();
    const empty = histogram.quantile(0.5);
    for (let ms = 1; ms <= 1000; ms++) histogram.add(ms);

    expect(empty).toBeNull();
    expect(Math.abs((histogram.quantile(0.5) ?? 0) / 500 - 1)).toBeLessThan(0.1);
    expect(Math.abs((histogram.quantile(0.99) ?? 0) / 990 - 1)).toBeLessThan(0.1);
  });

  it('takes durations below and above its buckets', () => {
    const histogram = new LatencyHistogram();
    histogram.add(0);
    histogram.add(1e9);

    expect(histogram.quantile(0.5)).toBe(0.05);
    expect(histogram.quantile(1)).toBeGreaterThan(5000);
  });
});

describe('parseRedisStats', () => {
  it('reads the instance, and the keys of its own database only', () => {
    const info = [
      '# Server',
      'redis_version:7.0.15',
      'redis_mode:standalone',
      'used_memory:1048576',
      'maxmemory_policy:allkeys-lru',
      'aof_enabled:1',
      'db0:keys=5,expires=1,avg_ttl=0',
      'db1:keys=7,expires=1,avg_ttl=0',
      '',
    ].join('\r\n');

    expect(parseRedisStats(info, 1)).toMatchObject({
      version: '7.0.15',
      database: 1,
      keys: 7,
      usedMemoryBytes: 1048576,
      evictionPolicy: 'allkeys-lru',
      aofEnabled: true,
      evictedKeys: 0,
    });
  });

  it('knows Valkey, an empty database, and that a cluster has none', () => {
    const info = 'redis_version:7.2.4\r\nvalkey_version:8.0.1\r\nredis_mode:cluster\r\n';

    expect(parseRedisStats(info, 0)).toMatchObject({ version: '8.0.1', database: null, keys: 0 });
  });
});
