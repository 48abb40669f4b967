import { type CacheInfo, toCacheInfo } from '../shared/service/cache-info.ts';
import { reasonOf } from './degraded-reason.ts';
import { type FoundHits, type SearchParts, search, tagsOf } from './search.ts';
import { readSearchArguments, type SearchInput } from './search-arguments.ts';
import type { SearchSessions } from './search-sessions.ts';

/** What one request is told: the hits, which may be from the cache, and what is this request's own. */
export interface SearchAnswer extends FoundHits {
  readonly sessionId: string;
  readonly query: string;
  readonly tookMs: number;
  readonly degradedReason: string | null;
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
    sessionId: parts.sessions.record(asked.query, result.value.hits.length),
    query: asked.query,
    tookMs: performance.now() - started,
    degradedReason: reasonOf(result.value, parts.model),
    cache: toCacheInfo(result),
    cacheTags: tagsOf(parts.model, result.value),
  };
}
