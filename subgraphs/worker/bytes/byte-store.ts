import type { Readable } from 'node:stream';

/** Where the bytes of files lie, addressed by their SHA-256. Names given by callers never become paths. */
export interface ByteStore {
  /**
   * Takes a stream to the end, hashing on the way, into a place of its own. Rejects with PAYLOAD_TOO_LARGE as soon
   * as it passes the limit, and leaves nothing behind when it rejects.
   */
  receive(content: Readable): Promise<ReceivedBytes>;
  /** A path that parsers can open. */
  pathOf(hash: string): string;
  /** No error when they are not there. */
  remove(hash: string): Promise<void>;
}

/** Bytes that have arrived and are not yet part of the store. Ends with exactly one of `keep` and `discard`. */
export interface ReceivedBytes {
  /** SHA-256, lower-case hex. */
  readonly hash: string;
  readonly sizeBytes: number;
  /** Where they can be read until then. */
  readonly path: string;
  /** Durable when it resolves. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}
