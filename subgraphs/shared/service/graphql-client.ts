import { DomainError } from './domain-error.ts';
import { isErrorCode } from './error-code.ts';
import type { ServiceClient } from './service-client.ts';

/**
 * A document with the types of its answer `R` and of its variables `V`, as `npm run codegen` writes it from an operation
 * that the other service's schema allows.
 */
export interface Operation<R, V> {
  /** The document's text. */
  toString(): string;
  /** Carries the types; never there at run time. */
  readonly __apiType?: (variables: V) => R;
}

/** One named operation sent to another service's `/graphql`. */
export interface GraphQLCall<R, V> {
  readonly operation: Operation<R, V>;
  readonly variables: V;
  readonly requestId?: string | undefined;
  readonly timeoutMs?: number;
}

/** What was answered, and the cache tags of what it was made from; null when the other side named none. */
export interface GraphQLResult<R> {
  readonly data: R;
  readonly tags: readonly string[] | null;
}

interface GraphQLAnswer<R> {
  readonly data?: R | null;
  readonly errors?: readonly { message: string; extensions?: { code?: unknown } }[];
  readonly extensions?: { readonly apolloCacheTags?: readonly string[] };
}

/**
 * Asks another service. An answer with errors rejects with the first one's code and message; one that is no answer to
 * this operation, with SUBGRAPH_UNAVAILABLE.
 */
export async function callGraphQL<R, V>(
  client: ServiceClient,
  call: GraphQLCall<R, V>,
): Promise<GraphQLResult<R>> {
  const { operation, variables, ...transport } = call;
  // The type is the schema's promise for this operation, which the other side executes by the same schema.
  const answer = (await client.call({
    method: 'POST',
    path: '/graphql',
    body: { query: String(operation), variables },
    ...transport,
  })) as GraphQLAnswer<R> | null;
  const [fault] = answer?.errors ?? [];
  if (fault !== undefined) {
    const code = fault.extensions?.code;
    throw new DomainError(isErrorCode(code) ? code : 'SUBGRAPH_UNAVAILABLE', fault.message);
  }
  if (answer?.data === undefined || answer.data === null) throw notGraphQL();
  return { data: answer.data, tags: answer.extensions?.apolloCacheTags ?? null };
}

function notGraphQL(): DomainError {
  return new DomainError(
    'SUBGRAPH_UNAVAILABLE',
    'Another service answered without data; do all services run in one version?',
  );
}
