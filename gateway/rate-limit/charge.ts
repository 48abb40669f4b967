import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import { ANONYMOUS } from '../../subgraphs/shared/service/user-id.ts';
import type { Identify } from '../auth/identify-caller.ts';
import { clientNetwork } from './client-network.ts';
import type { TokenBuckets } from './token-buckets.ts';

/**
 * Takes a token for a request, however often it is asked: 0, or the milliseconds until its client has one again. Never rejects:
 * while Redis is away all pass, because a limit is not worth an outage.
 */
export type Charge = (request: IncomingMessage) => Promise<number>;

export interface ChargeOptions {
  readonly buckets: TokenBuckets;
  readonly identify: Identify;
  /** As the framework is told of them. */
  readonly trustedProxies: string | undefined;
  /** Told each time that a request passed unasked. */
  readonly onFault: (error: unknown, operation: string) => void;
}

export function createCharge(options: ChargeOptions): Charge {
  const { buckets, identify, onFault } = options;
  const addressOf = createAddressOf(options.trustedProxies);
  const charged = new WeakMap<IncomingMessage, Promise<number>>();
  const charge = async (request: IncomingMessage) => {
    // The address also of who shows a token that is not valid, which is refused later.
    const userId = await identify(request).then(
      (identity) => identity.userId,
      () => ANONYMOUS,
    );
    const client =
      userId === ANONYMOUS ? `address:${clientNetwork(addressOf(request))}` : `user:${userId}`;
    return buckets.take(client).catch((error: unknown) => {
      onFault(error, 'rate limit');
      return 0;
    });
  };
  return (request) => {
    const waitMs = charged.get(request) ?? charge(request);
    charged.set(request, waitMs);
    return waitMs;
  };
}

/** The client's address by the rule of the framework, which need not have seen the request yet. */
function createAddressOf(trustedProxies: string | undefined): (request: IncomingMessage) => string {
  if (trustedProxies === undefined) return ({ socket }) => socket.remoteAddress ?? '';
  const isTrusted = proxyAddr.compile(trustedProxies.split(',').map((one) => one.trim()));
  return (request) => proxyAddr(request, isTrusted);
}
