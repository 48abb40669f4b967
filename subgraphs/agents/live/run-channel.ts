import { EventEmitter } from 'node:events';
import { Redis, type RedisOptions } from 'ioredis';
import { type RunEvent, type RunRequest, readRunEvent, readRunRequest } from './run-event.ts';

const CONNECT_TIMEOUT_MS = 2000;
/** How long a watcher waits for Redis to hear of it; the store answers whoever goes on without. */
const SUBSCRIBE_TIMEOUT_MS = 250;
/** Messages that Redis has not taken yet. With more under way it hangs, and further ones would only pile up. */
const MAX_UNDER_WAY = 100;

const PATIENCE = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  connectTimeout: CONNECT_TIMEOUT_MS,
  // A connection that is lost already is waited for so long when it is closed.
  disconnectTimeout: 100,
  retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt, 6), 1000),
} satisfies RedisOptions;

/** Hears of one run. */
export interface RunListener {
  onEvent(event: RunEvent): void;
  /** Events may have been missed. */
  onGap(): void;
}

/**
 * How processes tell one another what their runs do, over Redis pub/sub; within a process it needs no Redis. Nothing here
 * waits for Redis or rejects: what cannot be sent is dropped, and noticed by its sequence number or in the store.
 */
export class RunChannel {
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #prefix: string;
  readonly #listeners = new Map<string, Set<RunListener>>();
  readonly #requests = new EventEmitter<{ request: [RunRequest] }>();
  readonly #onError: (error: unknown) => void;
  #underWay = 0;

  constructor(options: {
    readonly redis: RedisOptions;
    readonly onError: (error: unknown) => void;
  }) {
    const { redis, onError } = options;
    this.#onError = onError;
    // Channels are of the whole server, so the database is part of the name.
    this.#prefix = `{agents:@runs}:${redis.db ?? 0}`;
    this.#publisher = new Redis({
      ...redis,
      ...PATIENCE,
      replyMapping: 'legacy' as const,
      connectionName: 'agents-runs',
    });
    this.#subscriber = this.#publisher.duplicate({
      connectionName: 'agents-run-events',
      // Pushed messages of RESP3 do not reach ioredis.
      protocol: 2,
    });
    for (const client of [this.#publisher, this.#subscriber]) client.on('error', onError);
    this.#subscriber.on('ready', () => void this.#resubscribe());
    this.#subscriber.on('close', () => this.#tellOfGap());
    this.#subscriber.on('message', (channel, message) => this.#hear(channel, message));
  }

  /** Whether other processes are heard. */
  get isConnected(): boolean {
    return this.#subscriber.status === 'ready';
  }

  publish(event: RunEvent): void {
    this.#deliver(event);
    this.#send(this.#channelOf(event.runId), event);
  }

  /** Asks the other processes. */
  request(request: RunRequest): void {
    this.#send(this.#prefix, request);
  }

  onRequest(listener: (request: RunRequest) => void): void {
    this.#requests.on('request', listener);
  }

  /** Resolves when every event from now on will be heard, or when Redis does not take it; gives what ends the watch. */
  async watch(runId: string, listener: RunListener): Promise<() => void> {
    const listeners = this.#listeners.get(runId) ?? new Set();
    this.#listeners.set(runId, listeners.add(listener));
    await this.#subscribe([this.#channelOf(runId)]);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.#listeners.get(runId) !== listeners) return;
      this.#listeners.delete(runId);
      if (this.isConnected) {
        this.#subscriber.unsubscribe(this.#channelOf(runId)).catch(this.#onError);
      }
    };
  }

  close(): void {
    this.#requests.removeAllListeners();
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }

  #channelOf(runId: string): string {
    return `${this.#prefix}:${runId}`;
  }

  #send(channel: string, message: RunEvent | RunRequest): void {
    if (this.#publisher.status !== 'ready' || this.#underWay >= MAX_UNDER_WAY) return;
    this.#underWay += 1;
    this.#publisher
      .publish(channel, JSON.stringify(message))
      .catch(this.#onError)
      .finally(() => {
        this.#underWay -= 1;
      });
  }

  /** All channels again: those that were lost with the connection, and those that nobody could be told of. */
  async #resubscribe(): Promise<void> {
    const channels = [...this.#listeners.keys()].map((runId) => this.#channelOf(runId));
    await this.#subscribe([this.#prefix, ...channels]);
    this.#tellOfGap();
  }

  #tellOfGap(): void {
    for (const listener of [...this.#listeners.values()].flatMap((set) => [...set])) {
      listener.onGap();
    }
  }

  async #subscribe(channels: readonly string[]): Promise<void> {
    if (!this.isConnected) return;
    const subscribed = this.#subscriber.subscribe(...channels).catch(this.#onError);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => {
      timer = setTimeout(resolve, SUBSCRIBE_TIMEOUT_MS);
    });
    await Promise.race([subscribed, patience]);
    clearTimeout(timer);
  }

  /** What this process said itself comes back, too; watchers know it by its sequence number. */
  #hear(channel: string, message: string): void {
    try {
      if (channel === this.#prefix) this.#requests.emit('request', readRunRequest(message));
      else this.#deliver(readRunEvent(message));
    } catch (error) {
      this.#onError(error);
    }
  }

  #deliver(event: RunEvent): void {
    for (const listener of this.#listeners.get(event.runId) ?? []) listener.onEvent(event);
  }
}
