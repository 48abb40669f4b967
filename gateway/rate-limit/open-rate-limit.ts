import type { GatewayConfig } from '../config.ts';
import type { GatewayRedis } from '../redis/gateway-redis.ts';
import { type Charge, type ChargeOptions, createCharge } from './charge.ts';
import { type RateLimit, TokenBuckets } from './token-buckets.ts';

/** What a client may ask, and what says whether it asked more. */
export interface OpenedRateLimit {
  readonly limit: RateLimit;
  readonly charge: Charge;
}

/** Undefined where no limit is set. */
export function openRateLimit(
  config: GatewayConfig,
  options: Pick<ChargeOptions, 'identify' | 'onFault'> & { readonly redis: GatewayRedis },
): OpenedRateLimit | undefined {
  const limit = { perMinute: config.RATE_LIMIT_PER_MINUTE, burst: config.RATE_LIMIT_BURST };
  if (limit.perMinute === 0) return undefined;
  const { redis, identify, onFault } = options;
  const buckets = new TokenBuckets({ redis, limit });
  const trustedProxies = config.TRUSTED_PROXIES;
  return { limit, charge: createCharge({ buckets, identify, trustedProxies, onFault }) };
}
