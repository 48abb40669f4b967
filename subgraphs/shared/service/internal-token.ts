import { hash, timingSafeEqual } from 'node:crypto';
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

/**
 * Whether an `authorization` holds one of the tokens, with `Bearer` before it or alone. All are compared, in constant
 * time, whichever fits: how long it takes tells nothing.
 */
export function createTokenMatch(...tokens: readonly string[]): (authorization: string) => boolean {
  const expected = tokens.map(digest);
  return (authorization) => {
    const given = digest(authorization.replace(/^Bearer /i, ''));
    return expected.map((token) => timingSafeEqual(given, token)).includes(true);
  };
}

/** Digests have one length, so that the comparison takes one time. */
function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
