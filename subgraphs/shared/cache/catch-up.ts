import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { CacheKeys } from './cache-key.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { InvalidationChannel } from './invalidation-channel.ts';
import type { ChangeSource, Invalidation } from './types.ts';

/** A source that has not answered in this time is taken for one that cannot. */
const SOURCE_TIMEOUT_MS = 5000;
const RETRY_MS = 250;

export interface CatchUpOptions {
  readonly client: Redis;
  readonly keys: CacheKeys;
  readonly breaker: CircuitBreaker;
  readonly channel: InvalidationChannel;
  readonly source: ChangeSource | undefined;
  readonly invalidate: (change: Invalidation) => Promise<unknown>;
  readonly clear: () => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/**
 * Keeps a process that was down, hung or cut off from serving what was invalidated meanwhile by somebody who could not reach
 * it. After every time in which its lease on the invalidation channel had run out, the source is asked what changed; only
 * then is anything from before served again.
 */
export class CatchUp {
  readonly #options: CatchUpOptions;
  readonly #hasSource: boolean;
  /** The lease up to which everything is known. */
  #knownLease = 0;
  #isRunning = false;
  #isStopped = false;
  /** When a read first met what is not known; undefined when everything is. */
  #unknownSince: number | undefined;
  readonly #waiting = new Set<() => void>();

  constructor(options: CatchUpOptions) {
    this.#options = options;
    this.#hasSource = options.source !== undefined;
  }

  /** Whether all that the source has told others to forget is forgotten here. Always, when there is no source. */
  isDone(): boolean {
    return this.isOfThisLease && (!this.#hasSource || this.#options.channel.isAlive());
  }

  /** The same, except that the lease which was caught up with may have run out. */
  get isOfThisLease(): boolean {
    return !this.#hasSource || this.#knownLease === this.#options.channel.leaseNumber;
  }

  /** A lease begins: what was missed before it is asked for in the background. */
  start(): void {
    if (!this.#hasSource || this.#isRunning) return;
    this.#isRunning = true;
    void this.#run().finally(() => {
      this.#isRunning = false;
    });
  }

  /**
   * Waits until it is, and answers whether it is. Each time of not knowing costs all reads together at most so long, and none
   * waits while Redis is known to be away.
   */
  async done(timeoutMs: number): Promise<boolean> {
    if (this.isDone()) return true;
    this.#unknownSince ??= performance.now();
    const leftMs = this.#unknownSince + timeoutMs - performance.now();
    if (leftMs <= 0 || this.#options.breaker.failure !== undefined) return false;
    await this.#told(leftMs);
    return this.isDone();
  }

  /** For who has time: waits for it until `endsAt` (milliseconds of `performance.now`), whatever reads have waited before. */
  async caughtUp(endsAt: number): Promise<boolean> {
    while (!this.isDone() && !this.#isStopped && performance.now() < endsAt) {
      await this.#told(endsAt - performance.now());
    }
    return this.isDone();
  }

  /** Notes how far we were told of changes, unless there are earlier ones that we are still catching up with. */
  async told(position: string): Promise<void> {
    if (this.isDone()) await this.#reached(position);
  }

  /** After the changes themselves: a position that is too old costs a repetition, one too new an error. */
  async #reached(position: string): Promise<void> {
    const { client, keys, breaker } = this.#options;
    await breaker.run(() => client.set(keys.position, position));
  }

  stop(): void {
    this.#isStopped = true;
    this.#tellWaiting();
  }

  /** Until nothing was missed while catching up. */
  async #run(): Promise<void> {
    const { channel, onError } = this.#options;
    while (!this.#isStopped && this.#knownLease !== channel.leaseNumber) {
      const lease = channel.leaseNumber;
      try {
        await this.#apply();
        this.#knownLease = lease;
        this.#unknownSince = undefined;
        this.#tellWaiting();
      } catch (error) {
        onError(error);
        await delay(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  /** Resolves when something is known that was not, or after that time. */
  async #told(atMostMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const tell = () => {
        clearTimeout(timer);
        this.#waiting.delete(tell);
        resolve();
      };
      const timer = setTimeout(tell, atMostMs);
      this.#waiting.add(tell);
    });
  }

  #tellWaiting(): void {
    for (const tell of [...this.#waiting]) tell();
  }

  async #apply(): Promise<void> {
    const { invalidate, clear } = this.#options;
    const missed = await this.#ask();
    if (missed?.changes === undefined) await clear();
    for (const change of missed?.changes ?? []) await invalidate(change);
    if (missed !== undefined) await this.#reached(missed.position);
  }

  async #ask(): Promise<Awaited<ReturnType<ChangeSource['changesSince']>> | undefined> {
    const { client, keys, breaker, source, onError } = this.#options;
    const position = await breaker.run(() => client.get(keys.position));
    try {
      const answer = source?.changesSince(position ?? undefined);
      const tooLate = delay(SOURCE_TIMEOUT_MS, undefined, { ref: false }).then(() => {
        throw new Error(`the source of changes gave no answer in ${SOURCE_TIMEOUT_MS} ms`);
      });
      return await Promise.race([answer, tooLate]);
    } catch (error) {
      onError(error);
      return undefined;
    }
  }
}
