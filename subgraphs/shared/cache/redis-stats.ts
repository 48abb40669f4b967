import type { RedisStats } from './types.ts';

/** Reads what `INFO` answered. A field that the server does not report is 0 or empty. */
export function parseRedisStats(info: string, database: number): RedisStats {
  const fields = new Map(
    info.split('\r\n').flatMap((line) => {
      const colon = line.indexOf(':');
      return colon > 0 ? [[line.slice(0, colon), line.slice(colon + 1)] as const] : [];
    }),
  );
  const number = (name: string) => Number(fields.get(name) ?? 0) || 0;
  return {
    version: fields.get('valkey_version') ?? fields.get('redis_version') ?? '',
    database: fields.get('redis_mode') === 'cluster' ? null : database,
    keys: Number(/^keys=(\d+)/.exec(fields.get(`db${database}`) ?? '')?.[1] ?? 0),
    usedMemoryBytes: number('used_memory'),
    maxMemoryBytes: number('maxmemory'),
    evictionPolicy: fields.get('maxmemory_policy') ?? '',
    evictedKeys: number('evicted_keys'),
    keyspaceHits: number('keyspace_hits'),
    keyspaceMisses: number('keyspace_misses'),
    totalCommandsProcessed: number('total_commands_processed'),
    connectedClients: number('connected_clients'),
    aofEnabled: fields.get('aof_enabled') === '1',
    uptimeSeconds: number('uptime_in_seconds'),
  };
}
