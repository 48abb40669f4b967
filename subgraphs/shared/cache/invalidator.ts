import type { Redis } from 'ioredis';
import type { CacheKeys } from './cache-key.ts';
import { CacheUnavailableError } from './cache-unavailable-error.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { sweepDeadEntries } from './dead-entries.ts';
import type { Execute } from './execute.ts';
import type { InvalidationChannel } from './invalidation-channel.ts';
import { MEMBER_LEASE_MS } from './invalidation-channel.ts';
import type { InvalidationTarget } from './invalidation-target.ts';
import { isLater, type LogPosition } from './log-position.ts';
import { dropMatchingEntries } from './matching-entries.ts';
import { PendingInvalidations } from './pending-invalidations.ts';
import type { RedisScripts } from './redis-script.ts';
import { newVersion } from './stamp.ts';

const COMMIT_TIMEOUT_MS = 1500;
/** A breaker that is about to close is waited for: an invalidation is worth more patience than a read. */
const RECOVERY_PATIENCE_MS = 500;
/** More names than this in one invalidation are logged as "everything": loads under way are then not kept. */
const LOGGED_NAMES = 64;
const KEYS_PER_COMMIT = 500;
const NONE: InvalidationTarget = { entries: [], stamps: [] };

export interface InvalidatorOptions {
  readonly client: Redis;
  readonly scripts: RedisScripts;
  readonly keys: CacheKeys;
  readonly breaker: CircuitBreaker;
  readonly channel: InvalidationChannel;
  /** The longest life of any stamp. */
  readonly stampLifetimeMs: number;
  /** The stamps of all kinds: together they are everything that the service keeps. */
  readonly allStamps: readonly string[];
  /** Applies an invalidation in this process. */
  readonly applyHere: (target: InvalidationTarget) => void;
  readonly onError: (error: unknown) => void;
}

/**
 * Drops entries everywhere: one script makes them invalid in Redis and announces it, then the processes that serve from
 * memory are waited for. What cannot be done is kept and done before Redis is used again.
 */
export class Invalidator {
  readonly #options: InvalidatorOptions;
  readonly #pending: PendingInvalidations;
  /** The newest invalidation known here: a server that does not have it came back from an older state. */
  #newest: LogPosition | undefined;
  /** The newest since Redis cannot be used: it says nothing of whether the server has those before. */
  #newestWhileAway: LogPosition | undefined;

  constructor(options: InvalidatorOptions) {
    this.#options = options;
    this.#pending = new PendingInvalidations(options.allStamps);
  }

  /** An invalidation was heard of, at this place in the log. */
  saw(position: LogPosition): void {
    if (this.#options.breaker.failure !== undefined) this.#newestWhileAway = position;
    else if (this.#newest === undefined || isLater(position, this.#newest)) this.#newest = position;
  }

  /** Drops what is named, acknowledged by every process; answers how many entries went. */
  async invalidate(target: InvalidationTarget): Promise<number> {
    const { breaker, applyHere } = this.#options;
    try {
      await breaker.whenClosed(RECOVERY_PATIENCE_MS);
      return await this.#perform(target, (operation) => breaker.run(operation, COMMIT_TIMEOUT_MS));
    } catch (error) {
      applyHere(target);
      if (!(error instanceof CacheUnavailableError)) throw error;
      this.#pending.add(target);
      breaker.open(error);
      throw new CacheUnavailableError(
        'The invalidation could not be done: Redis is away. It is done before Redis is used again.',
        { cause: error },
      );
    }
  }

  /** Before Redis is used again: what could not be done is done, and a server with an older state is emptied. */
  async catchUp(execute: Execute): Promise<void> {
    if (!(await this.#isRemembered(execute))) {
      this.#pending.addEverything();
    }
    for (let due = this.#pending.first(); due !== undefined; due = this.#pending.first()) {
      await this.#perform(due, execute);
      this.#pending.done(due);
    }
    this.#newest = this.#newestWhileAway ?? this.#newest;
    this.#newestWhileAway = undefined;
  }

  /** Whether the server has every invalidation that is known here. */
  async #isRemembered(execute: Execute): Promise<boolean> {
    const { scripts, keys } = this.#options;
    for (const position of [this.#newest, this.#newestWhileAway]) {
      if (position === undefined) continue;
      const args = [position.id, position.nonce];
      if ((await execute(() => scripts.run('remembers', [keys.log], args))) !== 1) return false;
    }
    return true;
  }

  /**
   * A pattern is committed twice: before the search, so that no load under way can be kept, and after it, so that copies
   * which processes took into memory meanwhile are dropped.
   */
  async #perform(target: InvalidationTarget, execute: Execute): Promise<number> {
    let removed = await this.#commit(target, execute);
    if (target.pattern === undefined) return removed;
    removed += await dropMatchingEntries(this.#options, target.pattern, execute);
    await this.#commit({ ...NONE, pattern: target.pattern }, execute);
    return removed;
  }

  async #commit(target: InvalidationTarget, execute: Execute): Promise<number> {
    let removed = 0;
    for (const part of partsOf(target)) removed += await this.#commitPart(part, execute);
    return removed;
  }

  async #commitPart(target: InvalidationTarget, execute: Execute): Promise<number> {
    const { channel, applyHere } = this.#options;
    const expected = channel.expectAcknowledgements();
    const version = newVersion();
    try {
      const reply = await execute(() => this.#runCommit(target, version, expected.id));
      const [removed, incompleteMs, id, old, members] = reply;
      applyHere(target);
      this.saw({ id, nonce: version });
      await expected.waitFor(this.#othersAmong(members), incompleteMs);
      const indexes = target.stamps.map((stamp, at) => ({
        stamp,
        oldVersion: String(old[at * 2] ?? ''),
        count: Number(old[at * 2 + 1] ?? 0),
        newVersion: version,
      }));
      return await sweepDeadEntries(this.#options, { indexes, byName: removed }, execute);
    } finally {
      await expected.waitFor(new Map(), 0);
    }
  }

  async #runCommit(target: InvalidationTarget, version: string, id: string): Promise<CommitReply> {
    const { scripts, keys, channel, stampLifetimeMs } = this.#options;
    const message = JSON.stringify({ ...target, id, from: channel.memberId });
    const fields = logFields(target);
    const reply = await scripts.run(
      'invalidate',
      [
        keys.log,
        keys.members,
        ...target.entries.flatMap((name) => keys.entryWithLease(name)),
        ...target.stamps.flatMap((stamp) => [keys.stamp(stamp), keys.stampIndex(stamp)]),
      ],
      [
        version,
        keys.channel,
        message,
        target.entries.length,
        stampLifetimeMs,
        MEMBER_LEASE_MS,
        fields.length,
        ...fields,
        ...target.entries,
      ],
    );
    return reply as CommitReply;
  }

  #othersAmong(members: readonly (string | number)[]): Map<string, number> {
    const others = new Map<string, number>();
    for (let at = 0; at < members.length; at += 2) {
      others.set(String(members[at]), Number(members[at + 1]));
    }
    others.delete(this.#options.channel.memberId);
    return others;
  }
}

type CommitReply = [
  removed: number,
  incompleteMs: number,
  id: string,
  old: (string | number)[],
  members: (string | number)[],
];

/** What the log says of an invalidation, for the loads that are under way. */
function logFields(target: InvalidationTarget): string[] {
  const names = target.entries.length + target.stamps.length;
  const named =
    names > LOGGED_NAMES
      ? ['all', '1']
      : [
          ...target.stamps.flatMap((stamp) => ['s', stamp]),
          ...target.entries.flatMap((entry) => ['e', entry]),
        ];
  return target.pattern === undefined ? named : [...named, 'p', target.pattern];
}

/** A large invalidation is committed in steps, so that none of them holds Redis up. */
function* partsOf(target: InvalidationTarget): Generator<InvalidationTarget> {
  const { pattern } = target;
  yield {
    entries: target.entries.slice(0, KEYS_PER_COMMIT),
    stamps: target.stamps.slice(0, KEYS_PER_COMMIT),
    ...(pattern === undefined ? {} : { pattern }),
  };
  const count = Math.max(target.entries.length, target.stamps.length);
  for (let at = KEYS_PER_COMMIT; at < count; at += KEYS_PER_COMMIT) {
    yield {
      entries: target.entries.slice(at, at + KEYS_PER_COMMIT),
      stamps: target.stamps.slice(at, at + KEYS_PER_COMMIT),
    };
  }
}
