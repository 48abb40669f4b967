import { type CacheInfo, toCacheInfo } from '../shared/service/cache-info.ts';
import { type FoundHits, type SearchParts, search, tagsOf } from './search.ts';
import { readSearchArguments, type SearchInput } from './search-arguments.ts';
import { type SearchNotice, toNotice } from './search-notice.ts';
import type { SearchSessions } from './search-sessions.ts';

/** What one request is told: the hits, which may be from the cache, and what is this request's own. */
export interface SearchAnswer extends Omit<FoundHits, 'notices'> {
  readonly notices: readonly SearchNotice[];
  readonly sessionId: string;
  readonly query: string;
  readonly tookMs: number;
  readonly cache: CacheInfo;
  /** What this answer was built from, whether it is kept or not. */
  readonly cacheTags: readonly string[];
}

/** Checks the arguments, searches, and records that it was searched. */
export async function answerSearch(
  parts: SearchParts & { readonly sessions: SearchSessions },
  input: SearchInput,
): Promise<SearchAnswer> {
  const started = performance.now();
  const asked = readSearchArguments(input);
  const result = await search(parts, asked);
  return {
    ...result.value,
    notices: result.value.notices.map(toNotice),
    sessionId: parts.sessions.record(asked.query, result.value.hits.length),
    query: asked.query,
    tookMs: performance.now() - started,
    cache: toCacheInfo(result),
    cacheTags: tagsOf(parts.model, result.value),
  };
}
