import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context.ts';

/** Says with `x-cache` and `Age` how the response cache served a request. `Cache-Control` is Apollo Server's own. */
export function createResponseHeadersPlugin(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response, contextValue }) => {
        const { responseCache } = contextValue;
        response.http.headers.set('x-cache', responseCache.status);
        if ('ageSeconds' in responseCache) {
          response.http.headers.set('age', String(responseCache.ageSeconds));
        }
      },
    }),
  };
}
