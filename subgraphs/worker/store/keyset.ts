import { DomainError } from '../../shared/service/domain-error.ts';

/** The position that a cursor of ours holds: a whole number. */
export function readSequence(position: string): number {
  const sequence = Number(position);
  if (/^\d{1,15}$/.test(position) && Number.isSafeInteger(sequence)) return sequence;
  throw new DomainError(
    'BAD_USER_INPUT',
    'The cursor belongs to another list; use the `pageInfo.endCursor` of this one.',
  );
}
