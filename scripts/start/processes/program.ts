/** A process of the stack: how it is run, when it is ready, how soon it is run again. */
export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * Whether it is a Node program of ours, which ends itself when its IPC channel to us closes. Any other program is
   * ended by a watchdog, so that nothing outlives us even when we are killed.
   */
  readonly hasIpc: boolean;
  /** Asked again and again until it says true. Must not throw. */
  readonly isReady: () => Promise<boolean>;
  /** After it ended unasked: wait `firstMs`, twice as long each time, at most `maxMs`. */
  readonly restart: { readonly firstMs: number; readonly maxMs: number };
}

/** A program ended, or was not ready in time, while the stack was being started; the message has its last lines. */
export class ProgramFailedError extends Error {
  override readonly name = 'ProgramFailedError';
}
