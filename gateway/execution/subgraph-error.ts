import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { JsonObject } from './json-object.ts';
import type { FetchNode, PlanPath } from './query-plan.ts';
import { placesAt } from './response-path.ts';

/** Where a call was made for: the node, its place in the answer, and the answer so far. */
export interface FetchSite {
  readonly fetch: FetchNode;
  readonly path: PlanPath;
  readonly root: JsonObject;
}

/** A subgraph's errors as the client sees them: their paths are those of the whole answer, and they name the subgraph. */
export function toClientErrors(
  errors: readonly GraphQLFormattedError[],
  site: FetchSite,
): GraphQLError[] {
  const { serviceName } = site.fetch;
  const toPath = createPathReader(site);
  return errors.map((error) => {
    const { message, path, extensions } = error;
    return new GraphQLError(
      message || `Error while fetching subquery from service "${serviceName}"`,
      {
        originalError: error as Error,
        path: toPath(path),
        extensions: {
          ...extensions,
          serviceName,
          code: extensions?.['code'] || 'DOWNSTREAM_SERVICE_ERROR',
        },
      },
    );
  });
}

type ErrorPath = readonly (string | number)[] | undefined;

/** Entities are numbered in the order in which they were sent; the places are looked for once, and only if there are errors. */
function createPathReader({ fetch, path, root }: FetchSite): (path: ErrorPath) => ErrorPath {
  let places: (string | number)[][] | undefined;
  return (own) => {
    const index = own?.[1];
    if (fetch.requires === undefined || own === undefined || typeof index !== 'number') {
      return own && [...path, ...own];
    }
    places ??= placesAt(path, root);
    return [...(places[index] ?? []), ...own.slice(2)];
  };
}
