import { APICallError, JSONParseError, TypeValidationError } from 'ai';
import { BrokenCircuitError, TaskCancelledError } from 'cockatiel';

/**
 * What went wrong between us and a model server, without anything that the server or a request said: texts and keys
 * must reach neither a log nor a client.
 */
export class ServerFault extends Error {
  override readonly name = 'ServerFault';
  /** `busy` and `away` pass by themselves; `refused` does not. */
  readonly kind: 'busy' | 'away' | 'refused';
  /** How long the server asked us to wait. */
  readonly retryAfterMs: number | undefined;

  /** `reason` continues a sentence that begins with the model. */
  constructor(kind: ServerFault['kind'], reason: string, retryAfterMs?: number) {
    super(reason);
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Any failure of a call as a fault. `now` in milliseconds since the epoch. */
export function toServerFault(error: unknown, timeoutMs: number, now: number): ServerFault {
  if (error instanceof ServerFault) return error;
  if (error instanceof TaskCancelledError)
    return new ServerFault('away', `did not answer within ${timeoutMs} ms`);
  if (error instanceof BrokenCircuitError)
    return new ServerFault('away', 'did not answer lately and is left to rest for a moment');
  if (!APICallError.isInstance(error) || error.statusCode === undefined)
    return new ServerFault('refused', 'gave an answer that cannot be read');
  const { statusCode, cause } = error;
  if (statusCode < 300)
    return JSONParseError.isInstance(cause) || TypeValidationError.isInstance(cause)
      ? new ServerFault('refused', 'gave an answer that cannot be read')
      : new ServerFault('away', 'broke off its answer');
  const retryAfterMs = readRetryAfter(error.responseHeaders?.['retry-after'], now);
  if (statusCode === 429)
    return new ServerFault('busy', 'has too much to do (status 429)', retryAfterMs);
  if (statusCode >= 500 || statusCode === 408)
    return new ServerFault('away', `answered with status ${statusCode}`, retryAfterMs);
  return new ServerFault(
    'refused',
    `answered with status ${statusCode}; check EMBEDDING_BASE_URL, EMBEDDING_MODEL and the key`,
  );
}

/** RFC 9110, 10.2.3: seconds, or a date. In milliseconds from now; undefined when absent or unreadable. */
export function readRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  const seconds = Number(value);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1000;
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}
