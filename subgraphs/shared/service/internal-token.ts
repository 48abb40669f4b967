import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { DomainError } from './domain-error.ts';

/**
 * Guards endpoints for the stack's own processes. With a token configured, `authorization: Bearer <token>` must
 * match (compared in constant time); without one they are as open as the door of the service (`service-door.ts`).
 */
export function requireInternalToken(token: string | undefined) {
  const check = createTokenCheck(token);
  return async (request: FastifyRequest): Promise<void> => check(request.headers.authorization);
}

/** The same for what is no request: throws UNAUTHENTICATED without an `authorization`, FORBIDDEN with another one. */
export function createTokenCheck(token: string | undefined): (given: string | undefined) => void {
  if (token === undefined) return () => undefined;
  const isMatch = createTokenMatch(token);
  return (given) => {
    if (given === undefined) {
      throw new DomainError(
        'UNAUTHENTICATED',
        'This endpoint needs the header `authorization: Bearer <INTERNAL_TOKEN>`.',
      );
    }
    if (!isMatch(given)) {
      throw new DomainError(
        'FORBIDDEN',
        'The token given is not the INTERNAL_TOKEN of this stack.',
      );
    }
  };
}

/** Whether an `authorization` holds the token, with `Bearer` before it or alone; takes the same time for every other one. */
export function createTokenMatch(token: string): (authorization: string) => boolean {
  const expected = digest(token);
  return (authorization) =>
    timingSafeEqual(digest(authorization.replace(/^Bearer /i, '')), expected);
}

/** Digests have one length, so that the comparison takes one time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
