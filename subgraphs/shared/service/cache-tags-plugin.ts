import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from './request-context.ts';

/**
 * Tells the gateway what an answer was built from, in the response extension that Apollo Router documents for
 * cache tags, so that the cached response goes when any part of it does.
 */
export function createCacheTagsPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response, contextValue }) => {
        if (response.body.kind !== 'single' || contextValue.cacheTags.size === 0) return;
        const { singleResult } = response.body;
        singleResult.extensions = {
          ...singleResult.extensions,
          apolloCacheTags: [...contextValue.cacheTags].sort(),
        };
      },
    }),
  };
}
