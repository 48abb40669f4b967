import type { SubgraphCall } from './gateway-types.ts';

/**
 * Lowers how long the whole answer may be kept to what one subgraph's `Cache-Control` allows. Without such a
 * header, or with one that does not say `max-age`, nothing may be kept.
 */
export function restrictCachePolicy(
  call: SubgraphCall,
  cacheControl: string | string[] | undefined,
): void {
  if (!('incomingRequestContext' in call)) return;
  const directives = String(cacheControl ?? '').toLowerCase();
  const maxAge = /(?:^|[,\s])max-age=(\d+)/.exec(directives)?.[1];
  const isForbidden = /\bno-(?:store|cache)\b/.test(directives);
  call.incomingRequestContext.overallCachePolicy.restrict({
    maxAge: maxAge === undefined || isForbidden ? 0 : Number(maxAge),
    scope: /\bprivate\b/.test(directives) ? 'PRIVATE' : 'PUBLIC',
  });
}
