import { DomainError } from './domain-error.ts';
import { isErrorCode } from './error-code.ts';
import type { ServiceClient } from './service-client.ts';

/** One named operation sent to another service's `/graphql`. */
export interface GraphQLCall {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly requestId?: string | undefined;
  readonly timeoutMs?: number;
}

interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions?: { code?: unknown } }[];
}

/** The `data` of the answer; an answer with errors rejects with the first one's code and message. */
export async function callGraphQL(client: ServiceClient, call: GraphQLCall): Promise<unknown> {
  const { query, variables, ...transport } = call;
  const answer = (await client.call({
    method: 'POST',
    path: '/graphql',
    body: { query, variables },
    ...transport,
  })) as GraphQLAnswer | null;
  const [fault] = answer?.errors ?? [];
  if (fault !== undefined) {
    const code = fault.extensions?.code;
    throw new DomainError(isErrorCode(code) ? code : 'SUBGRAPH_UNAVAILABLE', fault.message);
  }
  return answer?.data;
}
