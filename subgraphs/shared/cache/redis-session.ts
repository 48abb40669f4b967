import type { Redis } from 'ioredis';
import { CacheKeys, kindStamp } from './cache-key.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { InvalidationChannel } from './invalidation-channel.ts';
import type { InvalidationTarget } from './invalidation-target.ts';
import { Invalidator } from './invalidator.ts';
import { openConnections, type RedisConnections } from './redis-connections.ts';
import { RedisLevel } from './redis-level.ts';
import { RedisScripts } from './redis-script.ts';
import { STAMP_SLACK_MS } from './stamp.ts';
import type { CacheOptions } from './types.ts';

const DEFAULT_READ_TIMEOUT_MS = 250;
const RECOVERY_TIMEOUT_MS = 1500;
const CONNECTION_STEPS = 10;

/** Everything that a cache has to do with Redis: its connections, the breaker before them, and what speaks over them. */
export class RedisSession {
  readonly keys: CacheKeys;
  readonly scripts: RedisScripts;
  readonly breaker: CircuitBreaker;
  readonly channel: InvalidationChannel;
  readonly invalidator: Invalidator;
  readonly level: RedisLevel;
  readonly connections: RedisConnections;
  /** How long a read may wait for Redis, or for the source of changes, before it goes on without. */
  readonly readTimeoutMs: number;
  #firstConnection: Promise<void> | undefined;

  constructor(
    options: CacheOptions,
    listeners: {
      /** Applies an invalidation in this process. */
      readonly applyHere: (target: InvalidationTarget) => void;
      /** Invalidations may have been missed. */
      readonly onGap: () => void;
      /** This process hears of invalidations again. */
      readonly onLease: () => void;
      /** The lease on this entry was given back by another process. */
      readonly onFree: (entryName: string) => void;
      readonly onError: (error: unknown, operation: string) => void;
    },
  ) {
    const { applyHere, onGap, onLease, onFree, onError } = listeners;
    this.readTimeoutMs = options.readTimeoutMs ?? DEFAULT_READ_TIMEOUT_MS;
    this.connections = openConnections(options.redis, options.service, (error) =>
      onError(error, 'connection'),
    );
    const { commands: client, subscriber, database } = this.connections;
    this.keys = new CacheKeys(options.service, database);
    this.scripts = new RedisScripts(client);
    this.breaker = new CircuitBreaker({
      timeoutMs: this.readTimeoutMs,
      recover: () => this.#recover(),
      onError: (error) => onError(error, 'breaker'),
    });
    const shared = { client, scripts: this.scripts, keys: this.keys, breaker: this.breaker };
    this.channel = new InvalidationChannel({
      ...shared,
      commands: client,
      subscriber,
      onInvalidation: (target, position) => {
        applyHere(target);
        this.invalidator.saw(position);
      },
      onGap,
      onLease,
      onFree,
      onError: (error) => onError(error, 'invalidation channel'),
    });
    this.invalidator = new Invalidator({
      ...shared,
      channel: this.channel,
      stampLifetimeMs: longestLifeMs(options) + STAMP_SLACK_MS,
      allStamps: Object.keys(options.kinds).map(kindStamp),
      applyHere,
      onError: (error) => onError(error, 'sweep'),
    });
    this.level = new RedisLevel({ ...shared, memberChannel: this.channel.ownChannel });
  }

  start(): void {
    this.connections.commands.on('close', this.#onClose);
    this.#firstConnection = this.#connectFirst();
    this.channel.start();
  }

  /** Whether the first connection stands or was given up. */
  get isSettled(): boolean {
    return this.#firstConnection === undefined;
  }

  /** Resolves when the first connection stands or was given up: readers of the first moments wait no longer than for an answer. */
  async settled(): Promise<void> {
    await this.#firstConnection;
  }

  async close(): Promise<void> {
    await this.channel.close();
    this.breaker.stop();
    this.connections.commands.off('close', this.#onClose);
    if (this.connections.ownsCommands) this.connections.commands.disconnect();
  }

  /** Also when nobody asks anything of Redis meanwhile: the server that is found again may have an older state. */
  readonly #onClose = (): void => {
    this.breaker.open(new Error('the connection was lost'));
  };

  async #connectFirst(): Promise<void> {
    const { commands } = this.connections;
    if (commands.status === 'wait') commands.connect().catch(() => undefined);
    if (commands.status !== 'ready') await firstEvent(commands, this.readTimeoutMs);
    this.#firstConnection = undefined;
    if (commands.status !== 'ready') this.breaker.open(new Error('there is no connection yet'));
  }

  async #recover(): Promise<void> {
    const { commands } = this.connections;
    if (commands.status !== 'ready') throw new Error(`the connection is ${commands.status}`);
    await within(RECOVERY_TIMEOUT_MS, commands.ping());
    await this.invalidator.catchUp((operation) => within(RECOVERY_TIMEOUT_MS, operation()));
  }
}

/**
 * Resolves when the connection stands, is refused, or has had its time. The time is counted in steps that do not pile
 * up, because a process that is starting stalls: the answer may lie in the socket while a single timer runs out.
 */
async function firstEvent(client: Redis, timeoutMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    let steps = 0;
    const done = () => {
      clearInterval(timer);
      resolve();
    };
    const timer = setInterval(() => {
      steps += 1;
      if (steps === CONNECTION_STEPS) done();
    }, timeoutMs / CONNECTION_STEPS);
    for (const event of ['ready', 'close', 'end'] as const) client.once(event, done);
  });
}

function longestLifeMs(options: CacheOptions): number {
  const seconds = Object.values(options.kinds).map(
    (kind) => kind.ttlSeconds + (kind.graceSeconds ?? 0),
  );
  return Math.ceil(Math.max(0, ...seconds) * 1000);
}

function within<T>(milliseconds: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no answer in ${milliseconds} ms`)),
      milliseconds,
    );
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
