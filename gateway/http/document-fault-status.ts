import type { ApolloServerPlugin } from '@apollo/server';
import {
  chooseGraphQLMediaType,
  JSON_TYPE,
} from '../../subgraphs/shared/service/graphql-media-type.ts';

/** The request was well formed; what is wrong is its document or its variables. */
const documentFaults: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/**
 * Answers a fault of the document with 200 to clients that take `application/json`, where a 400 may be a proxy's, and with
 * Apollo Server's 400 to those that take `application/graphql-response+json`
 * (https://graphql.github.io/graphql-over-http/draft/#sec-application-json).
 */
export function createDocumentFaultStatus(): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, response }) => {
        if (response.http.status !== 400 || response.body.kind !== 'single') return;
        if (chooseGraphQLMediaType(request.http?.headers.get('accept')) !== JSON_TYPE) return;
        const { errors = [] } = response.body.singleResult;
        if (errors.every(({ extensions }) => documentFaults.has(extensions?.['code']))) {
          response.http.status = 200;
        }
      },
    }),
  };
}
