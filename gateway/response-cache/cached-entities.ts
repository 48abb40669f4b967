import type { GraphQLFormattedError } from 'graphql';
import type { CacheRequest, CacheResult } from '../../subgraphs/shared/cache/types.ts';
import { contextOf } from '../gateway-types.ts';
import type { SubgraphResponse } from '../subgraph-answer.ts';
import type { CacheableCall, CachedDataSourceOptions } from './cached-data-source.ts';
import { entityTags } from './entity-cache-tags.ts';
import { NOT_KEPT } from './kept-answer.ts';
import { keepPart, takePart } from './kept-part.ts';
import { subgraphLabel, typeLabel } from './part-labels.ts';
import { reportPart } from './report-fetch.ts';

type Representation = Readonly<Record<string, unknown>>;

/** One of `_entities`: how it is asked for and what drops it. */
interface EntityRead {
  readonly representation: Representation;
  /** For people: its type and key. */
  readonly name: string;
  readonly request: CacheRequest;
  /** From `@cacheTag` on its type. */
  readonly known: readonly string[];
  readonly labels: readonly string[];
}

/**
 * Entities, each kept by its representation: the subgraph is asked for those alone that are not kept, and the answer is put
 * together in the order asked. Undefined when they may not be kept.
 */
export async function readEntities(
  options: CachedDataSourceOptions,
  cacheable: CacheableCall,
): Promise<SubgraphResponse | undefined> {
  const reads = entityReads(options, cacheable);
  if (reads === undefined) return undefined;
  const startedAt = performance.now();
  const loads = new EntityLoads(options, cacheable, reads);
  const requests = reads.map(({ request }) => request);
  const results = await options.cache.getOrLoadMany<string>(requests, (missing) =>
    loads.load(missing),
  );
  const isRefused = (at: number) => !loads.entities.has(at) && results[at]?.value === NOT_KEPT;
  const refused = requests.filter((_, at) => isRefused(at));
  // Another request's answer that may not be kept may not be shared either.
  if (refused.length > 0) await loads.load(refused);
  results.forEach((result, at) => {
    const part = { subgraph: options.name, kind: 'entity', name: reads[at]?.name ?? '' } as const;
    reportPart(cacheable.call, { ...part, startedAt }, result);
  });
  return loads.answer(results);
}

function entityReads(
  { name }: CachedDataSourceOptions,
  { call, keyBase, graph }: CacheableCall,
): readonly EntityRead[] | undefined {
  const { representations, ...variables } = call.request.variables ?? {};
  if (!Array.isArray(representations)) return undefined;
  const reads: EntityRead[] = [];
  for (const representation of representations as Representation[]) {
    const type = String(representation['__typename']);
    const formats = graph.entityCacheTags.get(`${name}.${type}`) ?? [];
    const known = entityTags(formats, representation);
    if (known === undefined) return undefined;
    const labels = [subgraphLabel(name), typeLabel(name, type)];
    const key = [...keyBase, variables, representation];
    reads.push({
      representation,
      name: nameOf(type, representation),
      known,
      labels,
      request: { kind: 'entity', key, tags: [...known, ...labels] },
    });
  }
  return reads;
}

function nameOf(type: string, { __typename: _, ...key }: Representation): string {
  return `${type} ${Object.values(key).map(String).join(' ')}`;
}

/** What one call had to ask the subgraph for. */
class EntityLoads {
  /** By place among what was asked for. */
  readonly entities = new Map<number, unknown>();
  readonly #options: CachedDataSourceOptions;
  readonly #cacheable: CacheableCall;
  readonly #reads: readonly EntityRead[];
  readonly #places: ReadonlyMap<CacheRequest, number>;
  readonly #errors: GraphQLFormattedError[] = [];

  constructor(
    options: CachedDataSourceOptions,
    cacheable: CacheableCall,
    reads: readonly EntityRead[],
  ) {
    this.#options = options;
    this.#cacheable = cacheable;
    this.#reads = reads;
    this.#places = new Map(reads.map(({ request }, at) => [request, at]));
  }

  async load(missing: readonly CacheRequest[]) {
    const places = missing.map((request) => this.#places.get(request) ?? 0);
    const { call, load } = this.#cacheable;
    const representations = places.map((at) => this.#reads[at]?.representation);
    const variables = { ...call.request.variables, representations };
    const response = await load({ ...call, request: { ...call.request, variables } });
    const answered: unknown = response.data?.['_entities'];
    const entities: readonly unknown[] = Array.isArray(answered) ? answered : [];
    for (const error of response.errors ?? []) this.#errors.push(movedTo(error, places));
    places.forEach((place, at) => {
      this.entities.set(place, entities[at] ?? null);
    });
    return places.map((place, at) => this.#keep(place, entities[at], { response, at }));
  }

  #keep(
    place: number,
    entity: unknown,
    { response, at }: { response: SubgraphResponse; at: number },
  ) {
    const { known = [], labels = [] } = this.#reads[place] ?? {};
    const { cacheTags = [], entityCacheTags = [] } = response.caching ?? {};
    const own = [...known, ...(entityCacheTags[at] ?? [])];
    // What there is not has none of the tags that the others of its answer have, so they would not drop it.
    const tags = entity === null ? own : [...own, ...cacheTags];
    const isDropped = entity !== null || own.length > 0;
    const { maxTtlSeconds } = this.#options;
    const { scope } = this.#cacheable;
    return keepPart(isDropped ? entity : undefined, response, {
      tags,
      labels,
      maxTtlSeconds,
      scope,
    });
  }

  answer(results: readonly CacheResult<string>[]): SubgraphResponse {
    const { call, scope } = this.#cacheable;
    const context = contextOf(call);
    for (const { request } of this.#reads)
      for (const tag of request.tags ?? []) context?.cacheTags.add(tag);
    const entities = results.map((result, at) =>
      this.entities.has(at) ? this.entities.get(at) : takePart(call, result, scope),
    );
    return {
      data: { _entities: entities },
      ...(this.#errors.length > 0 && { errors: this.#errors }),
    };
  }
}

/** The error with the place of its entity among all that were asked for, not among those that were missing. */
function movedTo(error: GraphQLFormattedError, places: readonly number[]): GraphQLFormattedError {
  const [field, at, ...rest] = error.path ?? [];
  if (field !== '_entities' || typeof at !== 'number') return error;
  return { ...error, path: [field, places[at] ?? at, ...rest] };
}
