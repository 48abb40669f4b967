import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Redis } from 'ioredis';
import { Acknowledgements } from './acknowledgements.ts';
import type { CacheKeys } from './cache-key.ts';
import type { InvalidationTarget } from './invalidation-target.ts';
import type { LogPosition } from './log-position.ts';
import type { RedisScripts } from './redis-script.ts';

/** How long a process may serve from memory after the last heartbeat that it heard. Also the longest wait for a silent one. */
export const MEMBER_LEASE_MS = 1000;
const HEARTBEAT_MS = 250;
/** A heartbeat that Redis sent and that was not heard this long after: the subscriber is dead and does not know it. */
const DEAF_AFTER_MS = 500;
/** The clocks of two machines do not run equally fast. */
const SAFETY = 0.9;

export interface InvalidationChannelOptions {
  readonly commands: Redis;
  readonly subscriber: Redis;
  readonly scripts: RedisScripts;
  readonly keys: CacheKeys;
  /** An invalidation was committed by some process; applied when this returns. */
  readonly onInvalidation: (target: InvalidationTarget, position: LogPosition) => void;
  /** Invalidations may have been missed. */
  readonly onGap: () => void;
  /** A lease begins after a time without one, in which anything may have been missed. */
  readonly onLease: () => void;
  /** The lease on this entry, which a read here waits for, was given back. */
  readonly onFree: (entryName: string) => void;
  readonly onError: (error: unknown) => void;
}

interface Heartbeat {
  readonly sequence: number;
  readonly sentAt: number;
  readonly sentAtWall: number;
  answeredAt: number;
}

interface Announcement extends InvalidationTarget {
  readonly id: string;
  readonly from: string;
}

/**
 * How processes hear of one another's invalidations, and how one knows that it still hears. Every quarter of a second the process
 * sends itself a heartbeat through Redis; it may serve from memory until the lease that counts from the sending of the last
 * one heard. Messages keep their order, so a process that heard a heartbeat has applied all that was committed before it.
 */
export class InvalidationChannel {
  readonly memberId = randomUUID();
  readonly #options: InvalidationChannelOptions;
  /** Where this process alone is told something. */
  readonly ownChannel: string;
  /** Who has acknowledged which of our invalidations. */
  readonly #acknowledgements = new Map<string, (memberId: string) => void>();
  #leaseNumber = 0;
  #timer: NodeJS.Timeout | undefined;
  #isSubscribed = false;
  #isClosed = false;
  /** By the monotonic clock, which nobody sets, and by the wall clock, which goes on while a machine sleeps. */
  #aliveUntil = 0;
  #aliveUntilWall = 0;
  #sequence = 0;
  #beat: Heartbeat | undefined;

  constructor(options: InvalidationChannelOptions) {
    this.#options = options;
    this.ownChannel = options.keys.memberChannel(this.memberId);
  }

  start(): void {
    const { subscriber } = this.#options;
    subscriber.on('ready', () => void this.#subscribe());
    subscriber.on('close', () => this.#lose());
    subscriber.on('message', (channel: string, message: string) => this.#hear(channel, message));
    subscriber.connect().catch(this.#options.onError);
    this.#timer = setInterval(() => this.#tick(), HEARTBEAT_MS);
    this.#timer.unref();
  }

  /** Whether every invalidation that was acknowledged has been applied here, so that memory may answer. By both clocks, now. */
  isAlive(monotonicMs = performance.now(), wallMs = Date.now()): boolean {
    return this.#aliveUntil > monotonicMs && this.#aliveUntilWall > wallMs;
  }

  /** Raised when a lease begins after a time without one. */
  get leaseNumber(): number {
    return this.#leaseNumber;
  }

  /** Whether invalidations arrive at all: what is put into memory now will be dropped by one that comes. */
  get isListening(): boolean {
    return this.#isSubscribed;
  }

  /** Collects acknowledgements from before the announcement is sent, because they may overtake its own answer. */
  expectAcknowledgements(): { readonly id: string; readonly waitFor: Acknowledgements['waitFor'] } {
    const id = randomUUID();
    const acknowledgements = new Acknowledgements(() => this.#acknowledgements.delete(id));
    this.#acknowledgements.set(id, (memberId) => acknowledgements.add(memberId));
    return { id, waitFor: (members, atLeastMs) => acknowledgements.waitFor(members, atLeastMs) };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#aliveUntil = 0;
    clearInterval(this.#timer);
    const { commands, keys, subscriber } = this.#options;
    if (commands.status === 'ready') {
      await Promise.race([commands.hdel(keys.members, this.memberId).catch(() => 0), soon()]);
    }
    subscriber.disconnect();
  }

  async #subscribe(): Promise<void> {
    const { subscriber, keys, onError } = this.#options;
    try {
      await subscriber.subscribe(keys.channel, this.ownChannel);
    } catch (error) {
      onError(error);
      return;
    }
    this.#isSubscribed = true;
    this.#beat = undefined;
    this.#tick();
  }

  #lose(): void {
    const wasListening = this.#isSubscribed;
    this.#isSubscribed = false;
    this.#aliveUntil = 0;
    this.#beat = undefined;
    if (wasListening) this.#options.onGap();
  }

  /** One heartbeat at a time: while Redis hangs, none is added to what it must answer. */
  #tick(): void {
    if (!this.#isSubscribed || this.#isClosed) return;
    const beat = this.#beat;
    if (beat === undefined) {
      void this.#sendHeartbeat();
    } else if (beat.answeredAt > 0 && performance.now() - beat.answeredAt > DEAF_AFTER_MS) {
      this.#lose();
      this.#options.subscriber.disconnect(true);
    }
  }

  async #sendHeartbeat(): Promise<void> {
    const { scripts, keys, commands, onError } = this.#options;
    if (commands.status !== 'ready') return;
    const sent = { sentAt: performance.now(), sentAtWall: Date.now() };
    const beat = { sequence: ++this.#sequence, ...sent, answeredAt: 0 };
    this.#beat = beat;
    try {
      await scripts.run(
        'heartbeat',
        [keys.members, keys.log],
        [this.memberId, MEMBER_LEASE_MS, this.ownChannel, `beat ${beat.sequence}`],
      );
      beat.answeredAt = performance.now();
    } catch (error) {
      if (this.#beat === beat) this.#beat = undefined;
      if (!this.#isClosed) onError(error);
    }
  }

  #hear(channel: string, message: string): void {
    if (channel !== this.ownChannel) {
      this.#hearAnnouncement(message);
      return;
    }
    const [word, first = '', second = ''] = message.split(' ');
    if (word === 'ack') this.#acknowledgements.get(first)?.(second);
    if (word === 'free') this.#options.onFree(first);
    const beat = this.#beat;
    if (word !== 'beat' || beat === undefined || Number(first) !== beat.sequence) return;
    this.#beat = undefined;
    if (!this.#isClosed) this.#extendLease(beat);
  }

  #extendLease({ sentAt, sentAtWall }: Heartbeat): void {
    const isNew = !this.isAlive();
    this.#aliveUntil = sentAt + MEMBER_LEASE_MS * SAFETY;
    this.#aliveUntilWall = sentAtWall + MEMBER_LEASE_MS * SAFETY;
    if (!isNew || !this.isAlive()) return;
    this.#leaseNumber += 1;
    this.#options.onLease();
  }

  /** One that cannot be read may have been an invalidation: it counts as one that was missed. */
  #hearAnnouncement(message: string): void {
    try {
      this.#hearInvalidation(message);
    } catch (error) {
      this.#options.onGap();
      this.#options.onError(error);
    }
  }

  #hearInvalidation(message: string): void {
    const [id = '', nonce = '', ...json] = message.split(' ');
    const announcement = JSON.parse(json.join(' ')) as Announcement;
    this.#options.onInvalidation(announcement, { id, nonce });
    if (announcement.from === this.memberId) return;
    const { commands, keys, onError } = this.#options;
    if (commands.status !== 'ready') return;
    const acknowledgement = `ack ${announcement.id} ${this.memberId}`;
    commands.publish(keys.memberChannel(announcement.from), acknowledgement).catch(onError);
  }
}

function soon(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 200).unref();
  });
}
