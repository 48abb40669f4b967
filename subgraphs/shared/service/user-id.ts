import { z } from 'zod';
import { DomainError } from './domain-error.ts';

/** The header that says who asks. Whatever authenticates in front of the gateway sets it, and removes what clients send. */
export const USER_ID_HEADER = 'x-user-id';

const branded = z.string().brand<'UserId'>();

/** Whose something is; a type of its own, so that no other id is taken for it. */
export type UserId = z.infer<typeof branded>;

/** Everybody whom no header names, together: one user. No header can spell it. */
export const ANONYMOUS: UserId = branded.parse('(anonymous)');

/** Fits the subject of a token (`auth0|5f…`, a UUID, an address, base64); needs no escaping in a log, a key or a header. */
const FORM = /^[A-Za-z0-9][\w.~@:|+=/-]{0,127}$/;

/** The user that a header names; ANONYMOUS without one, BAD_USER_INPUT when it is none: a broken proxy must not make users one. */
export function readUserId(header: string | string[] | undefined): UserId {
  if (header === undefined) return ANONYMOUS;
  if (typeof header === 'string' && FORM.test(header)) return branded.parse(header);
  throw new DomainError(
    'BAD_USER_INPUT',
    `The header ${USER_ID_HEADER} must be one id of 1 to 128 letters, digits or . _ ~ @ : | + = / - that begins with a letter or digit; leave it out to ask as nobody in particular.`,
  );
}
