import { AISDKError, APICallError, RetryError } from 'ai';
import { DomainError, hasErrorCode } from '../shared/service/domain-error.ts';

const UNREADABLE = 'gave an answer that cannot be read';
const BROKE_OFF = 'broke off its answer; ask again';

/** A fault of the language model as MODEL_UNAVAILABLE, without what its server said; anything else as it is. */
export function toModelFault(error: unknown): unknown {
  if (!AISDKError.isInstance(error)) return error;
  const last = RetryError.isInstance(error) ? error.lastError : error;
  // A call that we gave up ourselves.
  if (APICallError.isInstance(last) && hasErrorCode(last.cause)) return last.cause;
  return unavailable(describe(last), error);
}

/** A fault that came in the middle of an answer: whatever is not known otherwise is the model's, or the line's. */
export function toStreamFault(error: unknown): unknown {
  const fault = toModelFault(error);
  return hasErrorCode(fault) ? fault : unavailable(BROKE_OFF, error);
}

function describe(error: unknown): string {
  if (!APICallError.isInstance(error)) return UNREADABLE;
  if (error.statusCode === undefined) return 'cannot be reached; check CHAT_BASE_URL';
  if (error.statusCode < 300) return AISDKError.isInstance(error.cause) ? UNREADABLE : BROKE_OFF;
  if (error.statusCode === 429)
    return 'answered with status 429: it has no room now; ask again later';
  return `answered with status ${error.statusCode}; check CHAT_BASE_URL, CHAT_MODEL and the key`;
}

function unavailable(what: string, cause: unknown): DomainError {
  return new DomainError('MODEL_UNAVAILABLE', `The chat model ${what}.`, { cause });
}
