import type { OperationRequest } from '../gateway-types.ts';

/**
 * Whether a request may be answered from the response cache, and its answer given to others: not when it says who
 * is asking, and not when it asks for a fresh answer.
 */
export function wantsResponseCache({ request }: OperationRequest): boolean {
  const headers = request.http?.headers;
  if (headers === undefined) return false;
  if (headers.has('authorization') || headers.has('cookie')) return false;
  return !asksForFresh(headers.get('cache-control'), headers.get('if-none-match'));
}

/**
 * Whether these two headers of a request forbid an answer from a cache. `fetch` says `no-cache` by itself beside an
 * `If-None-Match`; who sends one asks whether the kept answer still stands.
 */
export function asksForFresh(
  cacheControl: string | null | undefined,
  ifNoneMatch: string | null | undefined,
): boolean {
  if (!cacheControl) return false;
  return (ifNoneMatch ? /\bno-store\b/i : /\bno-(?:cache|store)\b/i).test(cacheControl);
}
