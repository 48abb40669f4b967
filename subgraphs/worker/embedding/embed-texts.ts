import { createHash } from 'node:crypto';
import { withTags } from '../../shared/cache/cache.ts';
import type { Cache, CacheRequest, CacheResult } from '../../shared/cache/types.ts';
import type { Embedder } from '../../shared/embedding/embedder.ts';
import { modelTag } from '../../shared/service/cache-tags.ts';

export interface EmbedDeps {
  readonly cache: Cache;
  readonly embedder: Embedder;
}

interface EmbeddingKey {
  /** The space of its vectors: two models of one name on two servers share no entry. */
  readonly model: string;
  readonly sha256: string;
}

/**
 * The vectors of `texts` in their order, each with how it was served. The model is asked only for texts that it has
 * not been asked for within the TTL, and once for each of them.
 */
export async function embedTexts(
  { cache, embedder }: EmbedDeps,
  texts: readonly string[],
  tags: readonly string[] = [],
): Promise<CacheResult<Float32Array>[]> {
  const textOf = new Map(texts.map((text) => [sha256(text), text]));
  const requests = texts.map((text) => ({
    kind: 'embedding',
    key: { model: embedder.space, sha256: sha256(text) } satisfies EmbeddingKey,
    tags: [modelTag(embedder.model)],
  }));
  const results = await cache.getOrLoadMany<ArrayLike<number>>(requests, async (missing) => {
    const vectors = await embedder.embed(
      missing.map((request) => textOf.get(digestIn(request)) ?? ''),
    );
    // Tags of where the text was met first; asked for with them, another file's same text would miss.
    return vectors.map((vector) => withTags(vector, tags));
  });
  return results.map((result) => ({ ...result, value: toFloat32(result.value) }));
}

/** The cache hands back the requests that were made above. */
function digestIn(request: CacheRequest): string {
  return (request.key as EmbeddingKey).sha256;
}

function toFloat32(vector: ArrayLike<number>): Float32Array {
  return vector instanceof Float32Array ? vector : Float32Array.from(vector);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
