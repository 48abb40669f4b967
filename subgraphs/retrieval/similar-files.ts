import { withTags } from '../shared/cache/cache.ts';
import type { Cache, CacheRequest } from '../shared/cache/types.ts';
import { fileTag, modelTag, SEARCH_TAG } from '../shared/service/cache-tags.ts';
import { NO_FILTER } from './chunk-filter.ts';
import type { Candidate, ChunkIndex } from './chunk-index.ts';
import type { ContentVersion } from './content-version.ts';
import type { SearchHit } from './search.ts';
import { titleOf } from './title-of.ts';

/** A file as retrieval knows it: by its hash. */
export interface FileKey {
  readonly hash: string;
}

export interface SimilarQuery extends FileKey {
  readonly first: number;
}

export interface SimilarParts {
  readonly cache: Cache;
  readonly index: ChunkIndex;
  readonly contentVersion: ContentVersion;
  readonly model: string;
}

/** The neighbours of many files, in the order asked: one round trip to Redis for all that are cached. */
export async function findSimilarFiles(
  parts: SimilarParts,
  queries: readonly SimilarQuery[],
): Promise<(readonly SearchHit[])[]> {
  const requests = queries.map((query) => toRequest(parts, query));
  const queryOf = new Map(requests.map(({ key }, at) => [JSON.stringify(key), queries[at]]));
  const results = await parts.cache.getOrLoadMany<readonly SearchHit[]>(requests, (missing) =>
    Promise.all(
      missing.map(async (request) => {
        const query = queryOf.get(JSON.stringify(request.key));
        const hits = query ? await computeSimilar(parts.index, query) : [];
        return withTags(hits, [...new Set(hits.map((hit) => fileTag(hit.fileHash)))]);
      }),
    ),
  );
  return results.map((result) => result.value);
}

function toRequest(parts: SimilarParts, { hash, first }: SimilarQuery): CacheRequest {
  return {
    kind: 'search',
    key: {
      similar: hash,
      first,
      model: parts.model,
      index: parts.index.generation,
      content: parts.contentVersion.current,
    },
    tags: [SEARCH_TAG, modelTag(parts.model), fileTag(hash)],
  };
}

/** The chunks nearest to the mean of the file's own vectors, the best one of each other file. */
async function computeSimilar(
  index: ChunkIndex,
  { hash, first }: SimilarQuery,
): Promise<readonly SearchHit[]> {
  const mean = meanOf(await index.readFileVectors(hash));
  if (mean === null || first === 0) return [];
  const nearest = await nearestPerFile(index, mean, { hash, first });
  const passages = await index.readPassages(nearest);
  const byId = new Map(passages.map((passage) => [passage.rowId, passage]));
  return nearest.flatMap(({ rowId, score }, at) => {
    const passage = byId.get(rowId);
    if (passage === undefined) return [];
    const closeness = Math.min(1, Math.max(0, score));
    return {
      rank: at + 1,
      score: closeness,
      keywordScore: null,
      semanticScore: closeness,
      title: titleOf(passage),
      position: passage.index,
      text: passage.text,
      highlight: null,
      chunkId: passage.chunkId,
      fileHash: passage.fileHash,
    };
  });
}

/** Looks at more and more chunks until there are enough files, or no more chunks. */
async function nearestPerFile(
  index: ChunkIndex,
  vector: Float32Array,
  { hash, first }: SimilarQuery,
): Promise<readonly Candidate[]> {
  for (let limit = first * 10; ; limit *= 4) {
    const found = await index.searchVector(vector, { filter: NO_FILTER, limit, exceptFile: hash });
    const best = new Map<string, Candidate>();
    for (const candidate of found) {
      if (!best.has(candidate.fileHash)) best.set(candidate.fileHash, candidate);
    }
    if (best.size >= first || found.length < limit) return [...best.values()].slice(0, first);
  }
}

function meanOf(vectors: readonly Float32Array[]): Float32Array | null {
  const [shape] = vectors;
  if (shape === undefined) return null;
  const sum = new Float32Array(shape.length);
  for (const vector of vectors) {
    for (const [at, value] of vector.entries()) sum[at] = (sum[at] ?? 0) + value / vectors.length;
  }
  return sum.some((value) => value !== 0) ? sum : null;
}
