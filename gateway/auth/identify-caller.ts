import type { IncomingMessage } from 'node:http';
import {
  type AdminAccess,
  createAdminCheck,
  createAdminTokenMatch,
} from '../../subgraphs/shared/service/admin-token.ts';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';
import {
  ANONYMOUS,
  readUserId,
  USER_ID_HEADER,
  type UserId,
} from '../../subgraphs/shared/service/user-id.ts';
import type { TokenVerifier } from './token-verifier.ts';

const noScopes: ReadonlySet<string> = new Set();

/** Who asks, and what he may. */
export interface Identity {
  readonly userId: UserId;
  /** What a verified token allows; empty for who showed none. */
  readonly scopes: ReadonlySet<string>;
  /** Throws UNAUTHENTICATED or FORBIDDEN unless the caller is an operator. */
  readonly requireAdmin: () => void;
}

/** Who sent a request; answered once for each, so that a token is verified once. */
export type Identify = (request: IncomingMessage) => Promise<Identity>;

/**
 * Decides who asks; nothing else does. Where tokens are verified, a token's subject is the user, who shows none is
 * anonymous, and `x-user-id` counts for nothing. Where they are not, that header is believed, because whatever
 * authenticates in front of the gateway sets it. Rejects with UNAUTHENTICATED on a token that is not valid, and with
 * BAD_USER_INPUT on a header that is no id.
 */
export function createIdentify(access: AdminAccess, verify: TokenVerifier | undefined): Identify {
  const checkAdmin = createAdminCheck(access);
  const isAdminToken = createAdminTokenMatch(access);
  const known = new WeakMap<IncomingMessage, Promise<Identity>>();
  const identify = async (request: IncomingMessage): Promise<Identity> => {
    const requireAdmin = () => checkAdmin(request);
    const { authorization, [USER_ID_HEADER]: named } = request.headers;
    if (verify === undefined) return { userId: readUserId(named), scopes: noScopes, requireAdmin };
    if (authorization === undefined || isAdminToken?.(authorization))
      return { userId: ANONYMOUS, scopes: noScopes, requireAdmin };
    return { ...(await verify(readBearer(authorization))), requireAdmin };
  };
  return (request) => {
    const identity = known.get(request) ?? identify(request);
    known.set(request, identity);
    return identity;
  };
}

function readBearer(authorization: string): string {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (token !== undefined) return token;
  throw new DomainError('UNAUTHENTICATED', 'The header must be `authorization: Bearer <token>`.');
}
