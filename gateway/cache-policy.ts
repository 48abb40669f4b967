import type { SubgraphCall } from './gateway-types.ts';

/** For how long and for whom an answer may be kept. */
export interface CacheHint {
  readonly maxAge: number;
  readonly scope: 'PUBLIC' | 'PRIVATE';
}

/** What a subgraph's `Cache-Control` allows. Without such a header, or with one that does not say `max-age`, nothing. */
export function readCacheHint(cacheControl: string | string[] | undefined): CacheHint {
  const directives = String(cacheControl ?? '').toLowerCase();
  const maxAge = /(?:^|[,\s])max-age=(\d+)/.exec(directives)?.[1];
  const isForbidden = /\bno-(?:store|cache)\b/.test(directives);
  return {
    maxAge: maxAge === undefined || isForbidden ? 0 : Number(maxAge),
    scope: /\bprivate\b/.test(directives) ? 'PRIVATE' : 'PUBLIC',
  };
}

/** Lowers how long the whole answer may be kept to what one part of it allows. */
export function restrictCachePolicy(call: SubgraphCall, hint: CacheHint): void {
  if ('incomingRequestContext' in call)
    call.incomingRequestContext.overallCachePolicy.restrict(hint);
}

export const NO_STORE: CacheHint = { maxAge: 0, scope: 'PUBLIC' };
