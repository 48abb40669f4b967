import { DomainError } from '../shared/service/domain-error.ts';
import { createTokenCheck } from '../shared/service/internal-token.ts';
import type { RequestHead } from '../shared/service/request-context.ts';
import { ANONYMOUS, readUserId, USER_ID_HEADER, type UserId } from '../shared/service/user-id.ts';

/**
 * Who asks: `x-user-id` as the gateway passes it on, believed of a caller that shows the stack's token or, where none is
 * configured, of one on this machine. Anybody else may ask as nobody in particular, and is refused with a name:
 * UNAUTHENTICATED or FORBIDDEN. BAD_USER_INPUT when the header is no id.
 */
export async function readCurrentUser(
  request: RequestHead,
  internalToken: string | undefined,
): Promise<UserId> {
  const userId = readUserId(request.headers[USER_ID_HEADER]);
  if (userId === ANONYMOUS) return userId;
  if (internalToken === undefined) requireLoopback(request);
  createTokenCheck(internalToken)(request.headers.authorization);
  return userId;
}

function requireLoopback({ socket }: RequestHead): void {
  if (/^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/.test(socket.remoteAddress ?? '')) return;
  throw new DomainError(
    'UNAUTHENTICATED',
    `The header ${USER_ID_HEADER} is taken from this machine alone; set INTERNAL_TOKEN for the whole stack to take it from another.`,
  );
}
