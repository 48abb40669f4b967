import type { GatewayRedis } from '../redis/gateway-redis.ts';

export interface RateLimit {
  /** Requests that a client may send in the long run. */
  readonly perMinute: number;
  /** Requests that it may send at once after it was quiet. */
  readonly burst: number;
}

/** One bucket of tokens for each client, in Redis, so that all gateways take from the same. */
export class TokenBuckets {
  readonly #redis: GatewayRedis;
  readonly #limit: RateLimit;
  readonly #now: (() => number) | undefined;

  /** `now` in milliseconds; without it the time is that of Redis. */
  constructor(options: {
    readonly redis: GatewayRedis;
    readonly limit: RateLimit;
    readonly now?: () => number;
  }) {
    this.#redis = options.redis;
    this.#limit = options.limit;
    this.#now = options.now;
  }

  /** Takes a token: 0, or the milliseconds until there is one again. Rejects when Redis is away. */
  async take(client: string): Promise<number> {
    const { burst, perMinute } = this.#limit;
    const args = [burst, 60_000 / perMinute, this.#now?.() ?? ''];
    return Number(await this.#redis.runScript('take-token', [`gateway-rate:{${client}}`], args));
  }
}
