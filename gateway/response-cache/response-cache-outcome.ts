/** How the response cache served one request; ages and TTLs in seconds. */
export type ResponseCacheOutcome =
  | { readonly status: 'BYPASS' | 'MISS' }
  | { readonly status: 'HIT' | 'STALE'; readonly ageSeconds: number; readonly ttlSeconds: number };
