import type { ResponseCacheOutcome } from './response-cache-outcome.ts';

/**
 * How the response cache served a request, as headers: `x-cache`, and for what it keeps `ETag` and `Age`. `Cache-Control`
 * is not among them: it is written where the policy is known.
 */
export function answerHeaders({ status, kept }: ResponseCacheOutcome): Record<string, string> {
  if (kept === undefined) return { 'x-cache': status };
  const headers = { 'x-cache': status, etag: kept.etag };
  return status === 'MISS' ? headers : { ...headers, age: String(kept.ageSeconds) };
}
