import type { Role } from './figure.ts';
import type { BenchValue } from './values.ts';

/** What every contender is opened with: the same server, lifetime, load and tags. */
export interface ContenderOptions {
  readonly port: number;
  /** With a first level in the process's memory, or Redis alone. */
  readonly isMemoryOn: boolean;
  readonly load: (key: string) => Promise<BenchValue> | BenchValue;
  /** What every entry is tagged with. Default: nothing. */
  readonly tags?: readonly string[];
}

/** A cache as the benchmark drives it. */
export interface Contender {
  readonly name: string;
  readonly role: Role;
  /** The value of a key, loaded when it is not there. */
  read(key: string): Promise<unknown>;
  /** Many at once; undefined when the library has no bulk read. */
  readonly readMany?: (keys: readonly string[]) => Promise<unknown>;
  /** Drops what carries a tag; undefined when the library has no tags. */
  readonly invalidateTag?: (tag: string) => Promise<unknown>;
  close(): Promise<unknown>;
}

export type OpenContender = (options: ContenderOptions) => Promise<Contender>;

/** Of every entry, in seconds. */
export const TTL_SECONDS = 3600;

/** What a first level may hold, in entries, where a contender counts entries. */
export const MEMORY_ITEMS = 100_000;
