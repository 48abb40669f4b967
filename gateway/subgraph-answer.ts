import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';
import type { CacheHint } from './cache-policy.ts';

/** What came back from a subgraph. */
export interface SubgraphAnswer {
  /** `data` and `errors`, nothing else: a subgraph's extensions are for the gateway. */
  readonly result: { data: Record<string, unknown> | null; errors?: GraphQLFormattedError[] };
  readonly cacheControl: string | string[] | undefined;
  /** What the answer was built from. */
  readonly cacheTags: readonly string[];
  /** The same for each of `_entities`, in their order; empty when the subgraph does not tell them apart. */
  readonly entityCacheTags: readonly (readonly string[])[];
}

/** What a data source hands on: the answer, and to a cache in front of it what may be kept. */
export type SubgraphResponse = Awaited<ReturnType<GraphQLDataSource['process']>> & {
  /** Absent when the subgraph gave no answer. */
  readonly caching?: Pick<SubgraphAnswer, 'cacheTags' | 'entityCacheTags'> & {
    readonly hint: CacheHint;
  };
};

/**
 * Throws when the body is no GraphQL answer: a proxy's error page, or a service that is another one. Only the frame is
 * checked: what is in `data` is checked where the client's answer is built of it.
 */
export function readSubgraphAnswer(
  status: number,
  cacheControl: string | string[] | undefined,
  body: string,
): SubgraphAnswer {
  const answer: unknown = JSON.parse(body);
  if (!isRecord(answer)) throw new Error(`no GraphQL answer, status ${status}`);
  const { data, errors, extensions } = answer;
  const hasData = isRecord(data);
  if ((data != null && !hasData) || (errors !== undefined && !Array.isArray(errors))) {
    throw new Error(`a malformed GraphQL answer, status ${status}`);
  }
  if (data == null && errors === undefined) throw new Error(`no GraphQL answer, status ${status}`);
  return {
    result: {
      data: hasData ? data : null,
      ...(errors !== undefined && { errors: errors.map(toFormattedError) }),
    },
    cacheControl,
    ...readExtensions(extensions),
  };
}

function readExtensions(
  extensions: unknown,
): Pick<SubgraphAnswer, 'cacheTags' | 'entityCacheTags'> {
  if (!isRecord(extensions)) return { cacheTags: [], entityCacheTags: [] };
  const { apolloCacheTags, apolloEntityCacheTags: ofEntities } = extensions;
  const cacheTags = readTags(apolloCacheTags);
  return { cacheTags, entityCacheTags: Array.isArray(ofEntities) ? ofEntities.map(readTags) : [] };
}

function readTags(tags: unknown): string[] {
  return Array.isArray(tags) && tags.every((tag) => typeof tag === 'string') ? tags : [];
}

function toFormattedError(error: unknown): GraphQLFormattedError {
  if (!isRecord(error)) throw new Error('a malformed error in a GraphQL answer');
  const { message, path, extensions } = error;
  return {
    message: typeof message === 'string' ? message : '',
    ...(isPath(path) && { path }),
    ...(isRecord(extensions) && { extensions }),
  };
}

function isPath(path: unknown): path is (string | number)[] {
  return (
    Array.isArray(path) &&
    path.every((step) => typeof step === 'string' || typeof step === 'number')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
