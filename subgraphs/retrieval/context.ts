import DataLoader from 'dataloader';
import type { FastifyRequest } from 'fastify';
import { createRequestContext, type RequestContext } from '../shared/service/request-context.ts';
import type { BundleParts } from './context-bundle.ts';
import type { SearchHit } from './search.ts';
import type { SearchSessions } from './search-sessions.ts';
import { findSimilarFiles, type SimilarQuery } from './similar-files.ts';

/** Everything that the room's answers are made of; built once, in `start.ts`. */
export interface RetrievalParts extends BundleParts {
  readonly sessions: SearchSessions;
}

/** What every GraphQL request in retrieval carries. */
export interface RetrievalContext extends RequestContext {
  readonly parts: RetrievalParts;
  /** Joins the neighbours that one request asks for into one look at the cache. */
  readonly similarFiles: DataLoader<SimilarQuery, readonly SearchHit[], string>;
}

export function createContext(parts: RetrievalParts, request: FastifyRequest): RetrievalContext {
  return {
    ...createRequestContext(request),
    parts,
    similarFiles: new DataLoader(async (queries) => findSimilarFiles(parts, queries), {
      cacheKeyFn: ({ hash, first }) => `${hash}:${first}`,
    }),
  };
}
