import { type ErrorCode, isErrorCode } from './error-code.ts';

/**
 * A fault that the caller is told of in full. The message says what was expected, what came and what to do;
 * it must hold no secret, because `formatError` passes it on.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  /** The fault is another server's and ends when that server is well again, however long it takes. */
  readonly isPassing: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; isPassing?: boolean } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'DomainError';
    this.code = code;
    this.isPassing = options.isPassing ?? false;
  }
}

/** True for anything that carries one of our codes; by shape, because errors cross module realms and rooms. */
export function hasErrorCode(error: unknown): error is { code: ErrorCode; message: string } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    isErrorCode(error.code) &&
    'message' in error &&
    typeof error.message === 'string'
  );
}
