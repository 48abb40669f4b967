import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { Access } from './access.ts';
import { DomainError } from './domain-error.ts';
import { createTokenMatch } from './internal-token.ts';
import { createNetworkCheck } from './trusted-networks.ts';

/** Who asks, as far as it cannot be made up: the socket's address, never a header's. */
export interface Caller {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

export type AdminAccess = Pick<Access, 'adminToken' | 'internalToken' | 'trustedNetworks'>;

/** Guards a route for operators (and the stack's own processes); see `createAdminCheck`. */
export function requireAdmin(access: AdminAccess) {
  const check = createAdminCheck(access);
  return async (request: FastifyRequest): Promise<void> => check(request);
}

/**
 * Lets operators through: who shows `authorization: Bearer <token>` with ADMIN_TOKEN or INTERNAL_TOKEN or, where neither is
 * set, who calls from a trusted network. Throws UNAUTHENTICATED or FORBIDDEN for anybody else.
 */
export function createAdminCheck(access: AdminAccess): (caller: Caller) => void {
  const isMatch = createAdminTokenMatch(access);
  if (isMatch === undefined) return createTrustCheck(access.trustedNetworks);
  return ({ headers: { authorization } }) => {
    if (authorization === undefined) {
      throw new DomainError(
        'UNAUTHENTICATED',
        'This is for operators: send the header `authorization: Bearer <ADMIN_TOKEN>`.',
      );
    }
    if (!isMatch(authorization)) {
      throw new DomainError('FORBIDDEN', 'The token given is no ADMIN_TOKEN of this stack.');
    }
  };
}

/** Whether an `authorization` holds one of the operators' tokens; undefined when there is none to hold. */
export function createAdminTokenMatch(
  access: AdminAccess,
): ((authorization: string) => boolean) | undefined {
  const tokens = [access.adminToken, access.internalToken].filter((token) => token !== undefined);
  return tokens.length === 0 ? undefined : createTokenMatch(...tokens);
}

function createTrustCheck(trustedNetworks: string): (caller: Caller) => void {
  const isTrusted = createNetworkCheck(trustedNetworks);
  return ({ headers, socket }) => {
    // Behind a proxy on this machine every caller seems to be on it.
    const isForwarded = 'x-forwarded-for' in headers || 'forwarded' in headers;
    if (!isForwarded && isTrusted(socket.remoteAddress)) return;
    throw new DomainError(
      'UNAUTHENTICATED',
      'This is for operators, and without an ADMIN_TOKEN for callers on this machine alone (TRUSTED_NETWORKS): set ADMIN_TOKEN and INTERNAL_TOKEN to do it from elsewhere or through a proxy.',
    );
  };
}
