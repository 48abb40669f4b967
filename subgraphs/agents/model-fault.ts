import { AISDKError, APICallError, RetryError } from 'ai';
import { DomainError } from '../shared/service/domain-error.ts';

/** A fault of the language model as MODEL_UNAVAILABLE, without what its server said; anything else as it is. */
export function toModelFault(error: unknown): unknown {
  if (!AISDKError.isInstance(error)) return error;
  const last = RetryError.isInstance(error) ? error.lastError : error;
  return new DomainError('MODEL_UNAVAILABLE', `The chat model ${describe(last)}.`, {
    cause: error,
  });
}

function describe(error: unknown): string {
  if (!APICallError.isInstance(error)) return 'gave an answer that cannot be read';
  if (error.statusCode === undefined) return 'cannot be reached; check CHAT_BASE_URL';
  if (error.statusCode < 300) return 'gave an answer that cannot be read';
  return `answered with status ${error.statusCode}; check CHAT_BASE_URL, CHAT_MODEL and the key`;
}
