import { hasErrorCode } from '../shared/service/domain-error.ts';

/** What a client may read of an error: our own messages as they are, of anything else only that it happened. */
export function toClientMessage(error: unknown): string {
  return hasErrorCode(error) ? error.message : 'An unexpected fault; the log of the worker has it.';
}

/** What the log keeps of a fault that is expected to pass: enough to know it, without its stack. */
export function describeError(error: unknown): unknown {
  return hasErrorCode(error) ? `${error.code}: ${error.message}` : error;
}
