import { DomainError, hasErrorCode } from '../../shared/service/domain-error.ts';
import { isUnreadableFile } from '../extraction/unreadable-file-error.ts';

/** Faults of other services pass however long it takes; the job waits for them. */
const awayCodes: ReadonlySet<string> = new Set([
  'SUBGRAPH_UNAVAILABLE',
  'TIMEOUT',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
]);
/** Faults that may pass, or may be the file's own: an index that lost rows, a model that choked. */
const doubtfulCodes: ReadonlySet<string> = new Set(['BAD_USER_INPUT', 'MODEL_UNAVAILABLE']);
const MAX_DOUBTFUL_ATTEMPTS = 5;

/** Whether trying again can help. */
export function isPassingFault(error: unknown, attempts: number): boolean {
  if (!hasErrorCode(error)) return false;
  if (awayCodes.has(error.code)) return true;
  if (error instanceof DomainError && error.isPassing) return true;
  return doubtfulCodes.has(error.code) && attempts < MAX_DOUBTFUL_ATTEMPTS;
}

/** Why a job failed, for the file's owner. */
export function reasonOf(error: unknown): string {
  if (isUnreadableFile(error) || hasErrorCode(error)) return error.message;
  return 'Processing met an unexpected fault; the log of the worker has it.';
}
