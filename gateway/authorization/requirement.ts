import { ANONYMOUS } from '../../subgraphs/shared/service/user-id.ts';
import type { Identity } from '../auth/identify-caller.ts';

/** What a caller needs for a field or a type. */
export interface Requirement {
  /** `@authenticated`: a name. */
  readonly isAuthenticated: boolean;
  /** `@requiresScopes`: all scopes of any one group; undefined: none is asked for. */
  readonly scopes: readonly (readonly string[])[] | undefined;
}

export function isMet(
  { isAuthenticated, scopes }: Requirement,
  caller: Pick<Identity, 'userId' | 'scopes'>,
): boolean {
  if (isAuthenticated && caller.userId === ANONYMOUS) return false;
  return scopes?.some((group) => group.every((scope) => caller.scopes.has(scope))) ?? true;
}
