import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../shared/service/domain-error.ts';

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses what a web page of another site sends, directly (its `Origin` says so) or by DNS rebinding (its own name, pointed at
 * this machine, is in `Host`). With an INTERNAL_TOKEN any `Host` may be called: no page knows the token.
 */
export function refuseOtherSites(internalToken: string | undefined) {
  return async ({ headers }: FastifyRequest): Promise<void> => {
    const host = hostnameOf(`http://${headers.host}`);
    if (internalToken === undefined && !loopback.has(host)) {
      throw new DomainError(
        'FORBIDDEN',
        'Without an INTERNAL_TOKEN this is answered under localhost, 127.0.0.1 and [::1] only; set one to use another name.',
      );
    }
    if (headers.origin === undefined) return;
    const origin = hostnameOf(headers.origin);
    if (origin !== host && !loopback.has(origin)) {
      throw new DomainError('FORBIDDEN', 'Web pages of other sites may not call this.');
    }
  };
}

/** Empty, which is nobody's name, for what is no address. */
function hostnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
