import { randomUUID } from 'node:crypto';
import { type CacheInfo, toCacheInfo } from '../shared/service/cache-info.ts';
import { encodeCursor } from '../shared/service/connection.ts';
import { type FoundHits, type SearchParts, search, tagsOf } from './search.ts';
import { readSearchArguments, type SearchArguments, type SearchInput } from './search-arguments.ts';
import { type SearchNotice, toNotice } from './search-notice.ts';
import type { SearchSessions } from './search-sessions.ts';

/** Where a page of hits lies among all that fit. */
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** What one request is told: the hits, which may be from the cache, and what is this request's own. */
export interface SearchAnswer extends Omit<FoundHits, 'notices'> {
  readonly notices: readonly SearchNotice[];
  readonly sessionId: string;
  readonly query: string;
  readonly pageInfo: PageInfo;
  readonly tookMs: number;
  readonly cache: CacheInfo;
  /** What this answer was built from, whether it is kept or not. */
  readonly cacheTags: readonly string[];
}

/** Checks the arguments, searches, and records that it was searched, unless it is not to be told. */
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
    sessionId:
      input.record === false
        ? randomUUID()
        : parts.sessions.record(asked.query, result.value.hits.length),
    query: asked.query,
    pageInfo: pageInfoOf(asked, result.value),
    tookMs: performance.now() - started,
    cache: toCacheInfo(result),
    cacheTags: tagsOf(parts.model, result.value),
  };
}

/** A hit's cursor is its rank: the order is the same each time that the index is. */
function pageInfoOf({ offset }: SearchArguments, { hits, totalHits }: FoundHits): PageInfo {
  const [first, last] = [hits.at(0), hits.at(-1)];
  return {
    hasNextPage: totalHits > offset + hits.length,
    hasPreviousPage: offset > 0,
    startCursor: first ? encodeCursor(String(first.rank)) : null,
    endCursor: last ? encodeCursor(String(last.rank)) : null,
  };
}
