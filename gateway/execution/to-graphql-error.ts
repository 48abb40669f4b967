import { GraphQLError } from 'graphql';

/** Whatever was thrown, as an error of an answer; by shape, because errors cross module realms. */
export function toGraphQLError(thrown: unknown): GraphQLError {
  if (thrown instanceof GraphQLError) return thrown;
  const isError = typeof thrown === 'object' && thrown !== null && 'message' in thrown;
  const fault = isError ? (thrown as Error) : new Error(String(thrown));
  return new GraphQLError(fault.message, { originalError: fault });
}
