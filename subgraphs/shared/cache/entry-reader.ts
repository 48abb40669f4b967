import type { CacheKeys } from './cache-key.ts';
import { decodeEnvelope, type Envelope } from './envelope.ts';
import type { InvalidationRecord, Mark } from './invalidation-record.ts';
import type { KnownStamps } from './known-stamps.ts';
import type { MgetBatch } from './mget-batch.ts';

/** Which entry to read, and the stamps that the reader knows without it. */
export interface EntryAddress {
  readonly entryName: string;
  readonly knownStamps: readonly string[];
}

type Answers = readonly (Envelope | undefined)[];

/** Versions that one read took from Redis; undefined where Redis has none. */
type Versions = Map<string, string | undefined>;

interface Judgement {
  readonly envelopes: Answers;
  readonly read: Versions;
  readonly trustedSince: Mark | undefined;
}

const NONE: ReadonlySet<string> = new Set();

/** Reads entries from Redis and judges by their stamps whether they are valid. */
export class EntryReader {
  readonly #keys: CacheKeys;
  readonly #batch: MgetBatch;
  readonly #stamps: KnownStamps;
  readonly #record: InvalidationRecord;
  readonly #isAlive: () => boolean;
  readonly #onUnreadable: (error: unknown) => void;

  constructor(options: {
    keys: CacheKeys;
    batch: MgetBatch;
    stamps: KnownStamps;
    record: InvalidationRecord;
    /** Whether every acknowledged invalidation is known here, so that the known stamps count. */
    isAlive: () => boolean;
    onUnreadable: (error: unknown) => void;
  }) {
    this.#keys = options.keys;
    this.#batch = options.batch;
    this.#stamps = options.stamps;
    this.#record = options.record;
    this.#isAlive = options.isAlive;
    this.#onUnreadable = options.onUnreadable;
  }

  /**
   * The valid entries among those asked for: one round trip for the entries and the stamps that are not known here, and a
   * second one only for stamps that the entries themselves name and that are not known either. An entry whose stamp is
   * missing or another is not there.
   */
  read(addresses: readonly EntryAddress[]): Promise<Answers> {
    const trustedSince = this.#isAlive() ? this.#record.mark() : undefined;
    const keys = addresses.map(({ entryName }) => this.#keys.entry(entryName));
    const asked = this.#unknownOf(addresses, trustedSince !== undefined);
    for (const stamp of asked) keys.push(this.#keys.stamp(stamp));
    return this.#batch.read(keys, (replies, from) => {
      const read: Versions = new Map();
      this.#take(read, asked, { replies, from: from + addresses.length, trustedSince });
      const envelopes = addresses.map((_, at) => this.#decode(replies[from + at]));
      return this.#judge(envelopes, read, trustedSince);
    });
  }

  #unknownOf(addresses: readonly EntryAddress[], isTrusted: boolean): ReadonlySet<string> {
    let unknown: Set<string> | undefined;
    for (const { knownStamps } of addresses) {
      for (const stamp of knownStamps) {
        if (isTrusted && this.#stamps.get(stamp) !== undefined) continue;
        unknown ??= new Set();
        unknown.add(stamp);
      }
    }
    return unknown ?? NONE;
  }

  #judge(
    envelopes: Answers,
    read: Versions,
    trustedSince: Mark | undefined,
  ): Answers | Promise<Answers> {
    let doubtful: Set<string> | undefined;
    for (const envelope of envelopes) {
      if (envelope === undefined) continue;
      for (const { name, version } of envelope.stamps) {
        if (read.has(name)) continue;
        if (trustedSince !== undefined && this.#stamps.get(name) === version) continue;
        doubtful ??= new Set();
        doubtful.add(name);
      }
    }
    if (doubtful === undefined) return validAmong(envelopes, read);
    return this.#readDoubtful(doubtful, { envelopes, read, trustedSince });
  }

  #readDoubtful(
    doubtful: ReadonlySet<string>,
    { envelopes, read, trustedSince }: Judgement,
  ): Promise<Answers> {
    const keys = Array.from(doubtful, (stamp) => this.#keys.stamp(stamp));
    return this.#batch.read(keys, (replies, from) => {
      this.#take(read, doubtful, { replies, from, trustedSince });
      return validAmong(envelopes, read);
    });
  }

  #take(
    versions: Versions,
    stamps: ReadonlySet<string>,
    {
      replies,
      from,
      trustedSince,
    }: { replies: readonly (Buffer | null)[]; from: number; trustedSince: Mark | undefined },
  ): void {
    let at = from;
    for (const stamp of stamps) {
      const version = replies[at++]?.toString('latin1');
      versions.set(stamp, version);
      if (version === undefined || trustedSince === undefined) continue;
      this.#stamps.learn(stamp, version, trustedSince);
    }
  }

  #decode(bytes: Buffer | null | undefined): Envelope | undefined {
    if (bytes === null || bytes === undefined) return undefined;
    try {
      return decodeEnvelope(bytes);
    } catch (error) {
      this.#onUnreadable(error);
      return undefined;
    }
  }
}

/** Those whose every stamp that was read is the one that they carry; the others of their stamps were known and equal. */
function validAmong(envelopes: Answers, read: Versions): Answers {
  if (read.size === 0) return envelopes;
  return envelopes.map((envelope) =>
    envelope?.stamps.every(({ name, version }) => !read.has(name) || read.get(name) === version)
      ? envelope
      : undefined,
  );
}
