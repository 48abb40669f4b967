import type { FastifyInstance } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import { readOperationManifest } from '../persisted-operations/operation-manifest.ts';
import { OperationStore } from '../persisted-operations/operation-store.ts';
import { registerPersistedCheck } from '../persisted-operations/persisted-check.ts';
import type { OpenedRateLimit } from '../rate-limit/open-rate-limit.ts';
import { registerRateLimit } from '../rate-limit/rate-limit.ts';
import type { GatewayRedis } from '../redis/gateway-redis.ts';
import { refuseBatches } from './refuse-batches.ts';

/**
 * What a request must pass before anything is done for it, in this order: the rate limit, before its body is read; then, of
 * the body, that it is one operation, and one that may be sent. Whatever answers requests from a cache comes after it, but for
 * answers that are sent unparsed: those pass the rate limit too, and are of requests that have passed the rest before.
 * Gives the operations that may be sent by their hash.
 */
export async function registerDoor(
  app: FastifyInstance,
  options: {
    readonly config: GatewayConfig;
    readonly rateLimit: OpenedRateLimit | undefined;
    readonly redis: GatewayRedis;
    readonly onFault: (error: unknown, operation: string) => void;
  },
): Promise<OperationStore> {
  const { config, redis, rateLimit, onFault } = options;
  if (rateLimit !== undefined) registerRateLimit(app, rateLimit);
  refuseBatches(app);
  const manifest = await readOperationManifest(config.PERSISTED_OPERATIONS_PATH);
  registerPersistedCheck(app, { manifest, isPersistedOnly: config.PERSISTED_ONLY });
  return new OperationStore({ manifest, redis, onFault });
}
