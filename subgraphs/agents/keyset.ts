import { type RawBuilder, sql } from 'kysely';
import { DomainError } from '../shared/service/domain-error.ts';

/** A row's place in a list that is ordered by time and, within a moment, by id. */
export interface Keyset {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly id: string;
}

/** The keyset as the content of a cursor. */
export function writeKeyset(place: Keyset): string {
  return `${place.at} ${place.id}`;
}

/** The place inside a cursor's content; BAD_USER_INPUT when the cursor is of another list. */
export function readKeyset(position: string | null): Keyset | null {
  if (position === null) return null;
  const [at, id, ...rest] = position.split(' ');
  if (at && id && rest.length === 0 && !Number.isNaN(Date.parse(at))) return { at, id };
  throw new DomainError(
    'BAD_USER_INPUT',
    'The cursor is not one of this list; use `pageInfo.endCursor` as it came.',
  );
}

/** The condition "comes after this place" for a list that is newest first. */
export function olderThan(column: string, place: Keyset): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(column)}, ${sql.ref('id')}) < (${place.at}, ${place.id})`;
}
