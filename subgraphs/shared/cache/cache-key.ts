import { hash } from 'node:crypto';

/** The bookkeeping beside the entries: names that no kind can have, because a kind's name has no `@`. */
const STAMP = '@stamp';

/** Characters of a SHA-256 in base64 without its padding. */
const SHA256_BASE64 = 43;

const NAME = /^[A-Za-z0-9_-]+$/;

/**
 * Names every key and channel of one service. What belongs together shares a hash tag (`{…}`), so that the keys mean the
 * same on one server and on a cluster, and `{retrieval:…` can never be another service's.
 */
export class CacheKeys {
  readonly #service: string;
  /** Invalidations in the order in which they were committed (a stream). */
  readonly log: string;
  /** The processes that may serve from memory, with the end of their lease (a hash). */
  readonly members: string;
  /** How far the changes of an outside source are applied (a string). */
  readonly position: string;
  /** Where invalidations are announced. Channels are of the whole server, so the database is part of the name. */
  readonly channel: string;
  /** Finds every entry of the service and nothing of its bookkeeping. */
  readonly entryGlob: string;
  /** What an entry's key begins with; its name and `}` follow. */
  readonly entryPrefix: string;

  constructor(service: string, database: number) {
    this.#service = requireName('service', service);
    this.log = `{${service}:@log}`;
    this.members = `{${service}:@members}`;
    this.position = `{${service}:@position}`;
    this.channel = `{${service}:@invalidations}:${database}`;
    this.entryPrefix = `{${service}:`;
    this.entryGlob = `{${service}:[^@]*}`;
  }

  /** `entryName` is `kind:id`. */
  entry(entryName: string): string {
    return `{${this.#service}:${entryName}}`;
  }

  lease(entryName: string): string {
    return `${this.entry(entryName)}:lease`;
  }

  /** Where the processes are named that wait for the holder of the lease (a set of channels). */
  waiters(entryName: string): string {
    return `${this.entry(entryName)}:waiters`;
  }

  /** The version of a tag or of a kind. */
  stamp(stampName: string): string {
    return `{${this.#service}:${STAMP}:${stampName}}`;
  }

  /** The entries that carry a stamp, by expiry (a sorted set): for counting and sweeping, never for correctness. */
  stampIndex(stampName: string): string {
    return `${this.stamp(stampName)}:entries`;
  }

  /** The index of all entries of an entry's kind. */
  kindIndexOf(entryName: string): string {
    return this.stampIndex(kindStamp(entryName.slice(0, entryName.indexOf(':'))));
  }

  /** What the key of a kind's index begins and ends with; the kind's name lies between. */
  get kindIndexAround(): readonly [string, string] {
    const [before = '', after = ''] = this.stampIndex(kindStamp('\0')).split('\0');
    return [before, after];
  }

  /** What an invalidation of one entry names. */
  entryWithLease(entryName: string): readonly string[] {
    const load = [this.lease(entryName), this.waiters(entryName)];
    return [this.entry(entryName), ...load, this.kindIndexOf(entryName)];
  }

  /** Where one process hears its own heartbeat and the acknowledgements of its invalidations. */
  memberChannel(memberId: string): string {
    return `${this.channel}:${memberId}`;
  }

  /** `{service:kind:id}` → `kind:id`. */
  entryNameOf(entryKey: string): string {
    return entryKey.slice(this.#service.length + 2, -1);
  }
}

/** The entry's name within its service. The kind's schema version is hashed with the key: a new shape is a new entry. */
export function nameEntry(kind: string, version: number, canonicalKey: string): string {
  const digest = hash('sha256', `${version}\n${canonicalKey}`, 'base64');
  return `${kind}:${digest.slice(0, SHA256_BASE64)}`;
}

/** A kind and a tag may have the same name; their stamps may not. */
export function kindStamp(kind: string): string {
  return `k:${kind}`;
}

export function tagStamp(tag: string): string {
  return `t:${tag}`;
}

/** The tag that a stamp is of, or undefined for the stamp of a kind. */
export function tagOfStamp(stampName: string): string | undefined {
  return stampName.startsWith('t:') ? stampName.slice(2) : undefined;
}

/** Names go into keys and into glob patterns: letters, digits, `_` and `-` only. */
export function requireName(what: string, name: string): string {
  if (NAME.test(name)) return name;
  throw new TypeError(`A ${what} is named with letters, digits, "_" and "-"; got "${name}".`);
}
