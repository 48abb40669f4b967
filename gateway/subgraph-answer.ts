import type { GraphQLDataSource } from '@apollo/gateway';
import type { GraphQLFormattedError } from 'graphql';
import { z } from 'zod';
import type { CacheHint } from './cache-policy.ts';

const graphqlError = z.object({
  message: z.string().catch(''),
  path: z
    .array(z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
  extensions: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

const graphqlAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(graphqlError).optional(),
  extensions: z
    .object({
      apolloCacheTags: z.array(z.string()).catch([]),
      apolloEntityCacheTags: z.array(z.array(z.string())).catch([]),
    })
    .optional()
    .catch(undefined),
});

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

/** Throws when the body is no GraphQL answer: a proxy's error page, or a service that is another one. */
export function readSubgraphAnswer(
  status: number,
  cacheControl: string | string[] | undefined,
  body: string,
): SubgraphAnswer {
  const { data, errors, extensions } = graphqlAnswer.parse(JSON.parse(body));
  if (data == null && errors === undefined) throw new Error(`no GraphQL answer, status ${status}`);
  return {
    result: { data: data ?? null, ...(errors && { errors: errors.map(toFormattedError) }) },
    cacheControl,
    cacheTags: extensions?.apolloCacheTags ?? [],
    entityCacheTags: extensions?.apolloEntityCacheTags ?? [],
  };
}

function toFormattedError(error: z.infer<typeof graphqlError>): GraphQLFormattedError {
  const { message, path, extensions } = error;
  return { message, ...(path && { path }), ...(extensions && { extensions }) };
}
