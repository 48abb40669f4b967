/** The speech could not be written down. The message goes to the file's owner, so it never quotes the server. */
export class TranscriptionError extends Error {
  override readonly name = 'TranscriptionError';
  /** Whether the same request may succeed in a moment. */
  readonly isPassing: boolean;
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number;

  constructor(
    message: string,
    options: { isPassing: boolean; retryAfterMs?: number; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.isPassing = options.isPassing;
    this.retryAfterMs = options.retryAfterMs ?? 0;
  }
}
