import { DomainError } from '../shared/service/domain-error.ts';
import type { RunRecord } from './run.ts';

/** Said of a run that was stopped by `cancelRun`. */
export const CANCELLED_REASON = 'It was cancelled; the question stays in the conversation.';

/** Why a run that somebody is still at was ended from outside. */
export function explainEnd(run: Pick<RunRecord, 'errorCode' | 'error'> | null): DomainError {
  if (run?.errorCode === 'CANCELLED') return new DomainError('CANCELLED', CANCELLED_REASON);
  return new DomainError(
    'NOT_FOUND',
    'The answer came too late: the conversation was deleted, or the run was given up, while it was made.',
  );
}
