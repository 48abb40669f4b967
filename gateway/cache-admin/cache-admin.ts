import type { CacheServiceName } from '../../subgraphs/shared/service/cache-stats.ts';
import { DomainError } from '../../subgraphs/shared/service/domain-error.ts';
import type { CacheEndpoint } from './cache-endpoint.ts';
import { type FanOutResult, fanOut } from './fan-out.ts';
import { type InvalidateInput, readInvalidateInput } from './invalidate-input.ts';

/** Which services; all when absent. */
interface Scope {
  readonly services?: readonly CacheServiceName[] | null;
}

/** Every cache of the stack from one place. */
export class CacheAdmin {
  readonly #endpoints: readonly CacheEndpoint[];

  /** `endpoints` in the order of reading: each after those that it reads from. */
  constructor(endpoints: readonly CacheEndpoint[]) {
    this.#endpoints = endpoints;
  }

  /** Drops what `input` selects; throws BAD_USER_INPUT when it selects nothing or two things. */
  async invalidate(input: InvalidateInput & Scope, requestId: string): Promise<FanOutResult> {
    const selection = readInvalidateInput(input);
    const endpoints = this.#chosen(input.services);
    const known = await readKinds(endpoints, requestId);
    return fanOut(endpoints, async (endpoint) => {
      await settled(known.get(endpoint));
      return endpoint.invalidate(selection, requestId);
    });
  }

  /** Empties caches; throws BAD_USER_INPUT when a kind is none of any chosen service. */
  async clear(
    scope: Scope & { readonly kinds?: readonly string[] | null },
    requestId: string,
  ): Promise<FanOutResult> {
    const endpoints = this.#chosen(scope.services);
    const kinds = scope.kinds ?? undefined;
    if (kinds) requireNonEmpty('kinds', kinds);
    const known = await readKinds(endpoints, requestId);
    if (kinds) requireKnown(kinds, known);
    return fanOut(endpoints, async (endpoint) => {
      const kindsHere = await settled(known.get(endpoint));
      const wanted = kinds?.filter((kind) => kindsHere.includes(kind));
      return wanted?.length === 0 ? 0 : endpoint.clear(wanted, requestId);
    });
  }

  #chosen(services: readonly CacheServiceName[] | null | undefined): readonly CacheEndpoint[] {
    if (services === undefined || services === null) return this.#endpoints;
    requireNonEmpty('services', services);
    return this.#endpoints.filter(({ service }) => services.includes(service));
  }
}

/** What each endpoint caches, or why it cannot tell. */
type KindsByEndpoint = ReadonlyMap<CacheEndpoint, PromiseSettledResult<readonly string[]>>;

/**
 * Asks all of them at once, before anything is dropped: who does not answer this is not waited for again, so that services that
 * hang cost one short wait together. What calls of clients have met (the breakers) would not do: a service may be back since.
 */
async function readKinds(
  endpoints: readonly CacheEndpoint[],
  requestId: string,
): Promise<KindsByEndpoint> {
  const read = async (endpoint: CacheEndpoint) => {
    const [result] = await Promise.allSettled([endpoint.kinds(requestId)]);
    return [endpoint, result] as const;
  };
  return new Map(await Promise.all(endpoints.map(read)));
}

/** While a service is away nobody can say that a kind is not one of its own. */
function requireKnown(kinds: readonly string[], known: KindsByEndpoint): void {
  const results = [...known.values()];
  const names = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const unknown = kinds.filter((kind) => !names.includes(kind));
  if (unknown.length === 0 || results.some(({ status }) => status === 'rejected')) return;
  throw new DomainError(
    'BAD_USER_INPUT',
    `No such kind here: ${unknown.join(', ')}. There are ${[...new Set(names)].sort().join(', ')}.`,
  );
}

/** The value, or the reason thrown. */
async function settled<T>(result: PromiseSettledResult<T> | undefined): Promise<T> {
  if (result?.status === 'fulfilled') return result.value;
  throw result?.reason;
}

function requireNonEmpty(name: string, list: readonly unknown[]): void {
  if (list.length > 0) return;
  throw new DomainError('BAD_USER_INPUT', `\`${name}\` is empty; leave it out to mean all.`);
}
