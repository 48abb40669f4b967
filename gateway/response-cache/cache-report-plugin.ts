import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context.ts';
import type { CacheReport, FetchReport } from './cache-report.ts';

/** Answers who asks where each part of the answer came from, in `extensions`. */
export function createCacheReportPlugin(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response, contextValue }) => {
        const { cacheReport } = contextValue;
        if (cacheReport === undefined || response.body.kind !== 'single') return;
        const { singleResult } = response.body;
        singleResult.extensions = { ...singleResult.extensions, ...toExtension(cacheReport) };
      },
    }),
  };
}

function toExtension({ format, fetches }: CacheReport): Record<string, unknown> {
  if (format === 'apolloCacheDebugging') {
    return { apolloCacheDebugging: { version: '1.0', data: fetches.map(toRouterEntry) } };
  }
  const ages = fetches.map(({ ageSeconds }) => ageSeconds);
  const ttls = fetches.map(({ ttlSeconds }) => ttlSeconds);
  return {
    cache: {
      status: statusOf(fetches),
      ageSeconds: Math.max(0, ...ages),
      ttlSeconds: ttls.length === 0 ? 0 : Math.min(...ttls),
      fetches,
    },
  };
}

/** A hit when all parts are; a miss when a part that is kept had to be asked for. */
function statusOf(fetches: readonly FetchReport[]): FetchReport['status'] {
  if (fetches.length > 0 && fetches.every(({ status }) => status === 'HIT')) return 'HIT';
  return fetches.some(({ status }) => status === 'MISS') ? 'MISS' : 'BYPASS';
}

/** As far as Apollo Router's cache debugger says what a part is and where it came from; keys and data stay here. */
function toRouterEntry({
  subgraph,
  kind,
  name,
  status,
  ageSeconds,
  ttlSeconds,
  tags,
}: FetchReport) {
  const [typename] = name.split(' ');
  return {
    subgraphName: subgraph,
    kind: kind === 'entity' ? { typename } : { rootFields: name.split(', ') },
    source: status === 'HIT' ? 'cache' : 'subgraph',
    invalidationKeys: tags,
    cacheControl: { maxAge: Math.floor(ageSeconds + ttlSeconds), age: Math.floor(ageSeconds) },
  };
}
