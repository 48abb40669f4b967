import { withTags } from '../../shared/cache/cache.ts';
import type { Cache } from '../../shared/cache/types.ts';
import { modelTag } from '../../shared/service/cache-tags.ts';
import type { ModelKind } from '../generated/resolvers.ts';
import type { ModelDescription, ModelRecord, ModelSource } from './model.ts';

/** A server that did not answer is asked again after this time. */
const UNAVAILABLE_TTL_SECONDS = 15;

/** The models that the stack knows; descriptions come through the cache. */
export interface ModelRegistry {
  list(kind?: ModelKind | null): Promise<ModelRecord[]>;
  find(name: string): Promise<ModelRecord | null>;
}

export function createModelRegistry(cache: Cache, sources: readonly ModelSource[]): ModelRegistry {
  return {
    list: (kind) =>
      Promise.all(
        sources
          .filter((source) => !kind || source.kind === kind)
          .map((source) => describe(cache, source)),
      ),
    find: async (name) => {
      const source = sources.find((known) => known.name === name);
      return source === undefined ? null : describe(cache, source);
    },
  };
}

async function describe(cache: Cache, source: ModelSource): Promise<ModelRecord> {
  const { name, provider, settings } = source;
  const request = { kind: 'model', key: { name, provider, settings }, tags: [modelTag(name)] };
  const result = await cache.getOrLoad<ModelDescription>(request, async () => {
    const description = await source.describe();
    return description.available
      ? description
      : withTags(description, [], { ttlSeconds: UNAVAILABLE_TTL_SECONDS });
  });
  return { ...result.value, result };
}
