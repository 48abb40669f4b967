import type { FastifyInstance } from 'fastify';
import type { Identify } from '../auth/identify-caller.ts';
import type { GatewayConfig } from '../config.ts';
import { readOperationManifest } from '../persisted-operations/operation-manifest.ts';
import { OperationStore } from '../persisted-operations/operation-store.ts';
import { registerPersistedCheck } from '../persisted-operations/persisted-check.ts';
import { registerRateLimit } from '../rate-limit/rate-limit.ts';
import { TokenBuckets } from '../rate-limit/token-buckets.ts';
import type { GatewayRedis } from '../redis/gateway-redis.ts';
import { refuseBatches } from './refuse-batches.ts';

/**
 * What a request must pass before anything is done for it, in this order: the rate limit, before its body is read; then, of
 * the body, that it is one operation, and one that may be sent. Whatever answers requests from a cache comes after it.
 * Gives the operations that may be sent by their hash.
 */
export async function registerDoor(
  app: FastifyInstance,
  options: {
    readonly config: GatewayConfig;
    readonly identify: Identify;
    readonly redis: GatewayRedis;
    readonly onFault: (error: unknown, operation: string) => void;
  },
): Promise<OperationStore> {
  const { config, redis, identify, onFault } = options;
  const limit = { perMinute: config.RATE_LIMIT_PER_MINUTE, burst: config.RATE_LIMIT_BURST };
  if (limit.perMinute > 0) {
    const buckets = new TokenBuckets({ redis, limit });
    registerRateLimit(app, { buckets, limit, identify, onFault });
  }
  refuseBatches(app);
  const manifest = await readOperationManifest(config.PERSISTED_OPERATIONS_PATH);
  registerPersistedCheck(app, { manifest, isPersistedOnly: config.PERSISTED_ONLY });
  return new OperationStore({ manifest, redis, onFault });
}
