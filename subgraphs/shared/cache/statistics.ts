import { kindStamp } from './cache-key.ts';
import type { Kind } from './kind.ts';
import { rate } from './kind-counters.ts';
import type { RedisSession } from './redis-session.ts';
import { parseRedisStats } from './redis-stats.ts';
import type { CacheStatistics, RedisStats } from './types.ts';

const TIMEOUT_MS = 1000;

/** What this process counted and what Redis says. Never rejects: without Redis, the counters and the reason. */
export async function readStatistics(
  session: RedisSession,
  kinds: readonly Kind[],
): Promise<CacheStatistics> {
  try {
    const { redis, counts } = await askRedis(session, kinds);
    return toStatistics(kinds, { error: null, redis, counts });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return toStatistics(kinds, { error: message, redis: null, counts: [] });
  }
}

async function askRedis(session: RedisSession, kinds: readonly Kind[]) {
  const { connections, scripts, keys, breaker } = session;
  const indexes = kinds.map(({ name }) => keys.stampIndex(kindStamp(name)));
  const [text, counts] = await breaker.run(
    () => Promise.all([connections.commands.info(), scripts.run('count', indexes, [])]),
    TIMEOUT_MS,
  );
  return { redis: parseRedisStats(text, connections.database), counts: counts as number[] };
}

/** The index of a kind loses what expires and what is invalidated, but does not hear of what the server evicts. */
function toStatistics(
  every: readonly Kind[],
  answer: { error: string | null; redis: RedisStats | null; counts: readonly number[] },
): CacheStatistics {
  const isApproximate = answer.redis === null || answer.redis.evictedKeys > 0;
  const kinds = every.map(({ name, settings, counters }, at) =>
    counters.toStats(name, settings, { count: answer.counts[at] ?? 0, isApproximate }),
  );
  const hits = kinds.reduce((sum, kind) => sum + kind.memoryHits + kind.redisHits, 0);
  const misses = kinds.reduce((sum, kind) => sum + kind.misses + kind.staleServed, 0);
  const { error, redis } = answer;
  return {
    connected: error === null,
    error,
    hits,
    misses,
    hitRate: rate(hits, misses),
    redis,
    kinds,
  };
}
