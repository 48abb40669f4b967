import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { markNoStore } from '../../subgraphs/shared/service/no-store.ts';
import type { RequestContext } from '../../subgraphs/shared/service/request-context.ts';
import type { TinyContext } from './tiny-subgraph.ts';

/** Two files with a chunk each, and what the tests change of them. */
export interface TinyContent {
  /** Names by hash; a file that is taken out has been deleted. */
  readonly files: Map<string, string>;
  /** Thrown by every search while it is set. */
  searchFault: Error | undefined;
  /** Searches forbid to keep what they answer. */
  isSearchForbidden: boolean;
  /** A search waits for it. */
  beforeSearch: () => Promise<void>;
}

export function createTinyContent(): TinyContent {
  return {
    files: new Map([
      ['aa', 'tide.txt'],
      ['bb', 'moon.txt'],
    ]),
    searchFault: undefined,
    isSearchForbidden: false,
    beforeSearch: async () => {},
  };
}

const cache = { status: 'MISS', ageSeconds: 0, ttlSeconds: 60, tags: [] };

/** The resolvers of three subgraphs over the same content. */
export function tinyResolvers(
  content: TinyContent,
): Record<'worker' | 'retrieval' | 'agents', GraphQLResolverMap<TinyContext>> {
  const file = (hash: string, context: RequestContext) => {
    context.cacheTags.add(`file-${hash}`);
    const name = content.files.get(hash);
    return name === undefined ? null : { hash, name, status: 'READY' };
  };
  const changed = (hash: string, context: RequestContext) => {
    for (const tag of ['search', `file-${hash}`]) context.cacheTags.add(tag);
    return { hash, name: content.files.get(hash), status: 'READY' };
  };
  return {
    worker: {
      Query: {
        file: (_, { hash }, context) => file(hash, context),
        models: () => [],
        job: () => {
          throw new Error('no such table at redis://user:secret@cache.example:6379');
        },
        cacheStats: () => ({}),
      },
      Mutation: {
        ingest: (_, { input: { name, content: hash } }, context) => {
          content.files.set(hash, name);
          return { file: changed(hash, context) };
        },
        deleteFile: (_, { hash }, context) => {
          changed(hash, context);
          return { hash, deleted: content.files.delete(hash), invalidation: [] };
        },
      },
      CacheStatsByService: { worker: () => stats('WORKER') },
      File: { __resolveReference: ({ hash }: { hash: string }, context) => file(hash, context) },
      Chunk: {
        __resolveReference: ({ id }: { id: string }) => ({ id, text: `passage ${id}` }),
        file: ({ id }: { id: string }, _, context) => file(id.slice(0, 2), context),
      },
    },
    retrieval: {
      Query: {
        search: (_, { query }, context, info) => {
          if (content.isSearchForbidden) markNoStore(info);
          return search(content, query, context);
        },
        cacheStats: () => ({}),
      },
      CacheStatsByService: { retrieval: () => stats('RETRIEVAL') },
      File: { similar: () => [{ rank: 1, score: 0.5, text: 'near' }] },
    },
    agents: {
      Query: {
        agents: () => null,
        agent: (_, { id }, { userId }) => ({ id, name: `of ${userId ?? 'nobody'}` }),
        cacheStats: () => ({}),
      },
      CacheStatsByService: { agents: () => stats('AGENTS') },
    },
  };
}

async function search(content: TinyContent, query: string, context: RequestContext) {
  const hashes = [...content.files.keys()];
  await content.beforeSearch();
  if (content.searchFault) throw content.searchFault;
  for (const tag of ['search', ...hashes.map((hash) => `file-${hash}`)]) context.cacheTags.add(tag);
  const hits = hashes.map((hash, index) => ({
    rank: index + 1,
    score: 1 / (index + 1),
    text: `${query} in ${hash}`,
    chunk: { id: `${hash}-0` },
    file: { hash },
  }));
  return { sessionId: 's', query, hits, totalHits: hits.length, tookMs: 1, cache };
}

function stats(service: string) {
  return { service, connected: true, hits: 0, misses: 0, hitRate: 0, redis: null, kinds: [] };
}
