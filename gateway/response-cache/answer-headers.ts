import { cacheTagHeader } from './cache-tag-header.ts';
import type { ResponseCacheOutcome } from './response-cache-outcome.ts';

/**
 * How the response cache served a request, as headers: `x-cache`, and for what it keeps `ETag` and `Age`, and its tags in
 * `tagHeader`, when that is named. `Cache-Control` is not among them: it is written where the policy is known.
 */
export function answerHeaders(
  { status, kept }: ResponseCacheOutcome,
  tagHeader: string | undefined,
): Record<string, string> {
  if (kept === undefined) return { 'x-cache': status };
  const tags = tagHeader && { [tagHeader.toLowerCase()]: cacheTagHeader(tagHeader, kept.tags) };
  const headers = { 'x-cache': status, etag: kept.etag, ...tags };
  return status === 'MISS' ? headers : { ...headers, age: String(kept.ageSeconds) };
}
