import type { z } from 'zod';
import type { serviceKeys } from './config.ts';
import { readNames } from './cors.ts';

/** Whom a process lets in, as its environment says it. */
export interface Access {
  /** What the processes of one stack show each other. */
  readonly internalToken: string | undefined;
  /** What its operators show. */
  readonly adminToken: string | undefined;
  /** Networks in CIDR form, separated by commas, whose callers are operators while there is no token at all. */
  readonly trustedNetworks: string;
  /** Names, beside `localhost` and plain addresses, that a `Host` may give; undefined: any. */
  readonly hosts: ReadonlySet<string> | undefined;
  /** Web pages of other sites that may call. */
  readonly origins: ReadonlySet<string>;
}

type AccessConfig = {
  readonly [K in 'HOST' | 'TRUSTED_NETWORKS']: string;
} & {
  readonly [K in 'INTERNAL_TOKEN' | 'ADMIN_TOKEN' | 'ALLOWED_HOSTS']?: z.infer<
    (typeof serviceKeys)[K]
  >;
} & { readonly CORS_ORIGINS?: string };

/** A process that listens on loopback is called by a loopback name, unless ALLOWED_HOSTS says more. */
export function readAccess(config: AccessConfig): Access {
  const names = config.ALLOWED_HOSTS?.toLowerCase();
  const isLocal = config.HOST === 'localhost' || /^(?:127\.|::1$)/.test(config.HOST);
  return {
    internalToken: config.INTERNAL_TOKEN,
    adminToken: config.ADMIN_TOKEN,
    trustedNetworks: config.TRUSTED_NETWORKS,
    hosts: names === undefined && !isLocal ? undefined : readNames(names ?? ''),
    origins: readNames(config.CORS_ORIGINS ?? ''),
  };
}
