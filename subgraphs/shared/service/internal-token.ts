import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { DomainError } from './domain-error.ts';

/**
 * Guards endpoints that change caches or indexes. With a token configured, `authorization: Bearer <token>` must
 * match (compared in constant time); without one the endpoints are open, and the process binds to loopback.
 */
export function requireInternalToken(token: string | undefined) {
  const check = createTokenCheck(token);
  return async (request: FastifyRequest): Promise<void> => check(request.headers.authorization);
}

/** The same for what is no request: throws UNAUTHENTICATED without an `authorization`, FORBIDDEN with another one. */
export function createTokenCheck(token: string | undefined): (given: string | undefined) => void {
  const expected = token === undefined ? undefined : digest(`Bearer ${token}`);
  return (given) => {
    if (expected === undefined) return;
    if (given === undefined) {
      throw new DomainError(
        'UNAUTHENTICATED',
        'This endpoint needs the header `authorization: Bearer <INTERNAL_TOKEN>`.',
      );
    }
    if (!timingSafeEqual(digest(given), expected)) {
      throw new DomainError(
        'FORBIDDEN',
        'The token given is not the INTERNAL_TOKEN of this stack.',
      );
    }
  };
}

/** Digests have one length, so that the comparison takes one time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
