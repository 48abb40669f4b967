import { setTimeout as delay } from 'node:timers/promises';
import type { Contender } from './contender.ts';

const EVERY_MS = 20;
/** An added latency from here on is the fault's doing: the contender found out by this read. */
const FELT_MS = 20;

/** One read; a read that never ended has the latency at which we stopped waiting and counts as failed. */
interface SteadyRead {
  readonly beganMs: number;
  endedMs: number;
  state: 'hit' | 'loaded' | 'failed' | 'open';
  addedMs: number;
}

/** What reads felt of an outage; in ms, except `failed`. NaN where there was no such read. */
export interface Outage {
  readonly worstBefore: number;
  /** The worst of those that began before the contender knew: before the first one that felt it had ended. */
  readonly worstFirst: number;
  /** The worst of those that began after. */
  readonly worstLater: number;
  /** From the end of the fault to the first answer from the cache. */
  readonly recovery: number;
  readonly failed: number;
}

/** Reads one key every 20 ms, whether the one before has been answered or not. */
export class SteadyReaders {
  readonly #contender: Contender;
  readonly #keys: readonly string[];
  readonly #loaded: Set<string>;
  readonly #loadMs: number;
  readonly #reads: SteadyRead[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** `loaded` is filled by the contender's load with the keys that it was called for. */
  constructor(
    contender: Contender,
    options: { keys: readonly string[]; loaded: Set<string>; loadMs: number },
  ) {
    this.#contender = contender;
    this.#keys = options.keys;
    this.#loaded = options.loaded;
    this.#loadMs = options.loadMs;
  }

  start(): void {
    let at = 0;
    this.#timer = setInterval(() => void this.#readOne(at++), EVERY_MS);
  }

  /** Until reads are answered from the cache again, at most so long. */
  async untilHits(atMostMs: number): Promise<void> {
    const from = this.#reads.length;
    const until = performance.now() + atMostMs;
    const hits = () => this.#reads.slice(from).filter(({ state }) => state === 'hit').length;
    while (hits() < this.#keys.length && performance.now() < until) await delay(EVERY_MS);
  }

  async stop(atMostMs: number): Promise<readonly SteadyRead[]> {
    clearInterval(this.#timer);
    const until = performance.now() + atMostMs;
    const isWaiting = () => this.#reads.some(({ state }) => state === 'open');
    while (isWaiting() && performance.now() < until) await delay(EVERY_MS);
    for (const read of this.#reads.filter(({ state }) => state === 'open')) {
      this.#end(read, 'failed', 0);
    }
    return this.#reads;
  }

  async #readOne(at: number): Promise<void> {
    const key = this.#keys[at % this.#keys.length] ?? '';
    this.#loaded.delete(key);
    const read: SteadyRead = {
      beganMs: performance.now(),
      endedMs: Number.NaN,
      state: 'open',
      addedMs: 0,
    };
    this.#reads.push(read);
    try {
      await this.#contender.read(key);
      const isLoaded = this.#loaded.has(key);
      this.#end(read, isLoaded ? 'loaded' : 'hit', isLoaded ? this.#loadMs : 0);
    } catch {
      this.#end(read, 'failed', 0);
    }
  }

  #end(read: SteadyRead, state: SteadyRead['state'], loadMs: number): void {
    if (read.state !== 'open') return;
    read.endedMs = performance.now();
    read.state = state;
    read.addedMs = Math.max(0, read.endedMs - read.beganMs - loadMs);
  }
}

export function summariseOutage(
  reads: readonly SteadyRead[],
  fault: { readonly beganMs: number; readonly endedMs: number },
): Outage {
  const worst = (some: readonly SteadyRead[]) =>
    some.length === 0 ? Number.NaN : Math.max(...some.map(({ addedMs }) => addedMs));
  const before = reads.filter(({ endedMs }) => endedMs < fault.beganMs);
  const during = reads.filter(
    ({ beganMs, endedMs }) => endedMs >= fault.beganMs && beganMs < fault.endedMs,
  );
  const felt = during.filter(({ addedMs }) => addedMs >= FELT_MS).map(({ endedMs }) => endedMs);
  const knownMs = felt.length === 0 ? fault.beganMs : Math.min(...felt);
  const first = during.filter(({ beganMs }) => beganMs <= knownMs);
  const back = reads.find(({ state, beganMs }) => state === 'hit' && beganMs >= fault.endedMs);
  return {
    worstBefore: worst(before),
    worstFirst: felt.length === 0 ? worst(during) : worst(first),
    worstLater: worst(during.filter(({ beganMs }) => beganMs > knownMs)),
    recovery: (back?.endedMs ?? Number.POSITIVE_INFINITY) - fault.endedMs,
    failed: reads.filter(({ state }) => state === 'failed').length,
  };
}
