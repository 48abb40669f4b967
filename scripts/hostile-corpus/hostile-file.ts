/** How a file can end: refused when it is sent, or processed and then found readable or not. */
export type End = 'REFUSED' | 'FAILED' | 'READY';

/** A file that means no good. */
export interface HostileFile {
  /** As its sender names it. */
  readonly name: string;
  /** What its sender says that it is; absent: nothing. */
  readonly mediaType?: string;
  readonly content: Buffer;
  /** How it must end; ANY: whichever way, as long as it does. */
  readonly end: End | 'ANY';
  /** In the refusal or in `File.error`: why. Not given when it ends READY. */
  readonly reason?: RegExp;
}

/** What the files try to reach; none of it may be touched. */
export interface Targets {
  /** A file outside of the data folder, which some of the files want to be read. */
  readonly secretPath: string;
  /** A server, which some of the files want to be called. */
  readonly secretUrl: string;
  /** A file that must not come to be. */
  readonly escapePath: string;
}
