import { type ErrorCode, isErrorCode } from './error-code.ts';

/**
 * A fault that the caller is told of in full. The message says what was expected, what came and what to do;
 * it must hold no secret, because `formatError` passes it on.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'DomainError';
    this.code = code;
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
