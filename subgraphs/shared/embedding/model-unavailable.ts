import { DomainError } from '../service/domain-error.ts';
import { ServerFault } from './server-fault.ts';

/** MODEL_UNAVAILABLE for people, from any failure of the embedding model with this name. */
export function modelUnavailable(model: string, error: unknown): DomainError {
  const isKnown = error instanceof ServerFault;
  const reason = isKnown ? error.message : 'failed; see the log';
  return new DomainError('MODEL_UNAVAILABLE', `The embedding model ${model} ${reason}.`, {
    isPassing: isKnown && error.kind !== 'refused',
    cause: error,
  });
}
