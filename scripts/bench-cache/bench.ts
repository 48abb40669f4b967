import { Redis } from 'ioredis';
import {
  type PrivateRedis,
  startPrivateRedis,
} from '../../subgraphs/shared/testing/private-redis.ts';
import { BenchChild } from './processes/bench-child.ts';
import type { ProcessSettings } from './processes/orders.ts';

/** What a scenario runs in. Whatever it starts here ends with the run, also when that is interrupted. */
export class Bench {
  readonly rounds: number;
  /** Small sizes: to see that it works, not to quote. */
  readonly isQuick: boolean;
  readonly #say: (line: string) => void;
  readonly #children = new Set<BenchChild>();
  readonly #servers = new Set<PrivateRedis>();
  #shared: PrivateRedis | undefined;

  constructor(options: { rounds: number; isQuick: boolean; say: (line: string) => void }) {
    this.rounds = options.rounds;
    this.isQuick = options.isQuick;
    this.#say = options.say;
  }

  say(line: string): void {
    this.#say(line);
  }

  /** The size to measure with. */
  size(full: number, quick: number): number {
    return this.isQuick ? quick : full;
  }

  /** The Redis of the run, emptied. */
  async emptyRedis(): Promise<PrivateRedis> {
    this.#shared ??= await this.startRedis();
    const { port } = this.#shared;
    await withRedis(port, (redis) => redis.flushall());
    return this.#shared;
  }

  /** A Redis that the scenario may fill, hang or kill; it ends with `stopServers`. */
  async startRedis(): Promise<PrivateRedis> {
    const server = await startPrivateRedis();
    this.#servers.add(server);
    return server;
  }

  async startProcess(settings: ProcessSettings): Promise<BenchChild> {
    const child = await BenchChild.start(settings);
    this.#children.add(child);
    return child;
  }

  /** Ends one server before the end of the run. */
  async stopRedis(server: PrivateRedis): Promise<void> {
    this.#servers.delete(server);
    await server.stop();
  }

  /** Ends the processes that were started since the last time. */
  stopProcesses(): void {
    for (const child of this.#children) child.stop();
    this.#children.clear();
  }

  async close(): Promise<void> {
    this.stopProcesses();
    await Promise.all([...this.#servers].map((server) => server.stop()));
    this.#servers.clear();
  }
}

/** A plain connection for the length of `use`. */
export async function withRedis<T>(port: number, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({ port, host: '127.0.0.1', protocol: 2 });
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}
