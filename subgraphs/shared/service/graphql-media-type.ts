import Negotiator from 'negotiator';

export const GRAPHQL_RESPONSE_TYPE = 'application/graphql-response+json';
export const JSON_TYPE = 'application/json';

/**
 * The type in which a GraphQL answer is sent, as Apollo Server chooses it: what `accept` ranks first, `application/json` for
 * whoever does not say.
 */
export function chooseGraphQLMediaType(accept: string | undefined): string {
  if (accept === undefined) return JSON_TYPE;
  const preferred = new Negotiator({ headers: { accept } }).mediaType([
    JSON_TYPE,
    GRAPHQL_RESPONSE_TYPE,
  ]);
  return preferred ?? JSON_TYPE;
}
