import type { Redis, RedisOptions } from 'ioredis';
import { CircuitBreaker } from '../../subgraphs/shared/cache/circuit-breaker.ts';
import { connectRedis } from '../../subgraphs/shared/cache/redis-connections.ts';
import { RedisScripts } from '../../subgraphs/shared/cache/redis-script.ts';

/** How long a request may wait for Redis at the door, once; then it goes on without, and so do all until Redis is back. */
const PATIENCE_MS = 100;

/**
 * What the gateway keeps in Redis beside its response cache: what every process must know of clients and their operations. Its keys
 * begin with `gateway-`, where the cache's begin with `{gateway:`, so that clearing the cache leaves them alone.
 */
export class GatewayRedis {
  readonly #client: Redis;
  readonly #scripts: RedisScripts<'take-token'>;
  readonly #breaker: CircuitBreaker;

  constructor(options: RedisOptions, onFault: (error: unknown, operation: string) => void) {
    this.#client = connectRedis(options, 'gateway-door');
    this.#client.on('error', (error) => onFault(error, 'door connection'));
    this.#scripts = new RedisScripts(this.#client, new URL('./lua/', import.meta.url));
    this.#breaker = new CircuitBreaker({
      timeoutMs: PATIENCE_MS,
      recover: async () => {
        if (this.#client.status !== 'ready') throw new Error('there is no connection');
        await this.#client.ping();
      },
      onError: (error) => onFault(error, 'door'),
    });
  }

  /** Waits for the first connection until it stands, is refused, or the time is up. */
  async connected(timeoutMs: number): Promise<void> {
    if (this.#client.status === 'ready') return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      for (const event of ['ready', 'close', 'end'] as const) {
        this.#client.once(event, () => {
          clearTimeout(timer);
          resolve();
        });
      }
    });
  }

  /** Rejects, at once while Redis is known to be away. */
  run<T>(command: (client: Redis) => Promise<T>): Promise<T> {
    return this.#breaker.run(() => command(this.#client));
  }

  /** The same for a script of `lua/`. */
  runScript(
    name: 'take-token',
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<unknown> {
    return this.#breaker.run(() => this.#scripts.run(name, keys, args));
  }

  close(): void {
    this.#breaker.stop();
    this.#client.disconnect();
  }
}
